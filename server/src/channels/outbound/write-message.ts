import { channelWords } from '@throughline/protocol/channels/words.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { customerSubject, lockThread, refuseUnlessCanCustomer, threadOf } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { isUniqueViolation } from '../../platform/db/database-errors.ts'
import { recordEvents } from '../../platform/events/events.ts'
import { refuseUnlessCan, type Caller } from '../../platform/http/http.ts'
import { issueForOurMessage } from '../../work/issues/issues.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { appendEntry, authorOf, claimUploads, entryByEcho, type AppendedEntry } from '../../record/timeline/timeline.ts'
import { outboundContent, type NewMessage } from './content.ts'
import type { OutboundDeps } from './deps.ts'
import { deliverWhenDue, holdUntilOf } from './hold.ts'
import { queueDelivery } from './queue-delivery.ts'
import { addressToWriteTo } from './reach.ts'

/**
 * Writes to a customer: an entry, its delivery and the job that will deliver it, in one transaction. Nobody sends
 * from here. The same echoId of one author twice is one entry, so a send may be repeated after a cut.
 */
export async function writeMessage(
  deps: OutboundDeps,
  { customerId, message, by }: { customerId: string; message: NewMessage; by: Caller },
): Promise<{ entryId: string; isNew: boolean }> {
  await refuseUnlessCanCustomer(deps.db, by, 'thread.write', customerId)
  const began = deps.tracing.began()
  const { memberIds } = await threadOf(deps.db, customerId)
  const { address, homeId } = await addressToWriteTo(deps.db, deps.store, memberIds, message)
  const committing = deps.tracing.began()
  try {
    const written = await transact(deps.db, (tx) => write(tx, deps, { homeId, address, message, by }))
    if (!written.isNew) return written
    const attributes = { 'channel.kind': address.channel.kind }
    deps.tracing.note(written.entryId, { name: 'write', began, isFirst: true, attributes })
    deps.tracing.note(written.entryId, { name: 'commit', began: committing })
    deps.justAppended.add(written.appended)
    if (written.isSent) deps.tally.attempted(address.channel.id, 'sent')
    deps.changed(written.customerId, [written.issueId])
    if (written.holdUntil !== null) deliverWhenDue(deps, written.entryId, written.holdUntil)
    return written
  } catch (error) {
    if (!isDuplicateEcho(error)) throw error
    // Two of the same at once: the other one was faster.
    const first = await entryByEcho(deps.db, memberIds, by.id, message.echoId!)
    if (!first) throw error
    return { entryId: first.id, isNew: false }
  }
}

interface Written {
  entryId: string
  isNew: true
  customerId: string
  issueId: string
  holdUntil: Date | null
  isSent: boolean
  appended: AppendedEntry
}

async function write(
  tx: Tx,
  deps: OutboundDeps,
  {
    homeId,
    address,
    message,
    by: caller,
  }: { homeId: string; address: ReachableAddress; message: NewMessage; by: Caller },
): Promise<Written | { entryId: string; isNew: false }> {
  const by = authorOf(caller)
  const now = deps.clock.now()
  const place = await lockThread(tx, { homeId, now })
  const { canonicalId: customerId, memberIds } = place
  for (const id of memberIds) refuseUnlessCan(caller, 'thread.write', customerSubject(id))
  if (message.echoId !== undefined && by.id !== null) {
    const before = await entryByEcho(tx, memberIds, by.id, message.echoId)
    if (before) {
      await place.giveBack(tx)
      return { entryId: before.id, isNew: false }
    }
  }
  const channel = await deps.store.byId(address.channel.id)
  const content = outboundContent(channel.adapter, message)
  const entryId = newId()
  const issue = await issueForOurMessage(
    tx,
    { homeId, memberIds },
    {
      issueId: message.issueId ?? null,
      channelId: channel.id,
      subject: message.content?.subject ?? null,
      text: content.text,
      automatic: false,
      by,
      now,
      caller,
    },
  )
  const uploads = message.attachmentIds ?? []
  const row = await appendEntry(tx, place, {
    id: entryId,
    kind: 'message',
    direction: 'out',
    channelId: channel.id,
    identityId: address.identity.id,
    author: by,
    issueId: issue.id,
    text: content.text,
    content: content.content,
    html: content.html,
    occurredAt: now,
    threading: issue.threading,
    echoId: message.echoId ?? null,
    uploadCount: uploads.length,
  })
  const claim = { entryId, homeId, uploadedBy: by.id ?? '', shownInText: content.shownInText }
  if ((await claimUploads(tx, uploads, claim)) < uploads.length) {
    throw new AppError('invalid_request', channelWords.attachment_gone())
  }
  const holdUntil = holdUntilOf(message.holdSeconds, now)
  const { isSent, events } = await queueDelivery(tx, deps, {
    customerId,
    entryId,
    homeId,
    channelId: channel.id,
    identityId: address.identity.id,
    automatic: false,
    now,
    holdUntil,
    issueBefore: holdUntil === null ? null : issue.before,
  })
  await recordEvents(
    tx,
    [
      { type: 'entry.appended', customerId, issueId: issue.id, entryId },
      { type: issue.opened ? 'issue.opened' : 'issue.updated', customerId, issueId: issue.id },
      ...events,
    ],
    now,
  )
  const appended = { row, canonicalId: customerId, memberIds, identity: address.identity }
  return { entryId, isNew: true, customerId, issueId: issue.id, holdUntil, isSent, appended }
}

function isDuplicateEcho(error: unknown): boolean {
  return isUniqueViolation(error, 'entries_by_echo')
}
