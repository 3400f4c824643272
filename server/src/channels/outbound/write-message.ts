import { consentWords } from '@throughline/protocol/consents/words.ts'
import { channelWords } from '@throughline/protocol/channels/words.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import {
  blockedMailAddresses,
  customerSubject,
  lockThread,
  refuseUnlessCanCustomer,
  threadOf,
} from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { isUniqueViolation } from '../../platform/db/database-errors.ts'
import { refuseUnlessCan, type Caller } from '../../platform/http/http.ts'
import { AppError } from '../../lib/errors.ts'
import { mailAddressOf } from '../../lib/mail-address.ts'
import { authorOf, entryByEcho, type AppendedEntry } from '../../record/timeline/timeline.ts'
import type { NewMessage } from './content.ts'
import { appendMessage } from './append-message.ts'
import type { OutboundDeps } from './deps.ts'
import { deliverWhenDue, holdUntilOf } from './hold.ts'
import { withoutMail } from './consent.ts'
import { addressToWriteTo } from './reach.ts'

/**
 * Writes to a customer: an entry and its delivery, in one transaction, with the job that hands it over where the commit
 * alone does not send it (`queueDelivery`). No provider is called from here. The same echoId of one author twice is one entry, so a send may be repeated after a cut.
 */
export async function writeMessage(
  deps: OutboundDeps,
  { customerId, message, by }: { customerId: string; message: NewMessage; by: Caller },
): Promise<{ entryId: string; isNew: boolean }> {
  await refuseUnlessCanCustomer(deps.db, by, 'thread.write', customerId)
  if (message.newIssue && message.issueId !== undefined) {
    throw new AppError('invalid_request', channelWords.new_or_named_issue())
  }
  await refuseCopies(deps, message)
  const began = deps.tracing.began()
  const { memberIds } = await threadOf(deps.db, customerId)
  const { address, homeId } = await addressToWriteTo(deps.db, deps, memberIds, message)
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

/**
 * A copy to a mailbox of ours comes back to us. Colleagues get theirs: they have mailboxes of their own. Nobody who is
 * blocked gets one, and nobody who has asked for no more mail.
 */
export async function refuseCopies(
  { whoIsUs, db }: Pick<OutboundDeps, 'whoIsUs' | 'db'>,
  { content }: Pick<NewMessage, 'content'>,
): Promise<void> {
  const us = await whoIsUs.now()
  const copies = [...(content?.cc ?? []), ...(content?.bcc ?? [])]
  const own = copies.find((address) => us.isMailbox(address))
  if (own !== undefined) throw new AppError('invalid_request', channelWords.own_address({ address: own }))
  const addresses = copies.flatMap((address) => mailAddressOf(address) ?? [])
  const [blocked] = await blockedMailAddresses(db, addresses)
  if (blocked !== undefined) throw new AppError('invalid_request', channelWords.copy_to_blocked({ address: blocked }))
  const [unwanted] = await withoutMail(db, addresses)
  if (unwanted !== undefined)
    throw new AppError('invalid_request', consentWords.copy_to_withdrawn({ address: unwanted }))
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
  const position = await lockThread(tx, { homeId, now })
  const { canonicalId: customerId, memberIds } = position
  for (const id of memberIds) refuseUnlessCan(caller, 'thread.write', customerSubject(id))
  if (message.echoId !== undefined && by.id !== null) {
    const before = await entryByEcho(tx, memberIds, by.id, message.echoId)
    if (before) {
      await position.giveBack(tx)
      return { entryId: before.id, isNew: false }
    }
  }
  const holdUntil = holdUntilOf(message.holdSeconds, now)
  const { row, issueId, isSent } = await appendMessage(tx, deps, position, {
    channel: await deps.store.byId(address.channel.id),
    identityId: address.identity.id,
    author: by,
    caller,
    issueId: message.issueId ?? null,
    opensIssue: message.newIssue ?? false,
    message,
    isByRule: false,
    isAutomaticAnswer: false,
    echoId: message.echoId ?? null,
    holdUntil,
    now,
  })
  const appended = { row, canonicalId: customerId, memberIds, identity: address.identity }
  return { entryId: row.id, isNew: true, customerId, issueId, holdUntil, isSent, appended }
}

function isDuplicateEcho(error: unknown): boolean {
  return isUniqueViolation(error, 'entries_by_echo')
}
