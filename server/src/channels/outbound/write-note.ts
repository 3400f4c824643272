import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import { channelWords } from '@throughline/protocol/channels/words.ts'
import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { issueWords } from '@throughline/protocol/issues/words.ts'
import type { Mention } from '@throughline/protocol/timeline/content/note.ts'
import type { NewEntry } from '@throughline/protocol/timeline/writing.ts'
import { customerSubject, lockCustomer, lockThread } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import { refuseUnlessCan, type Caller } from '../../platform/http/http.ts'
import { issueById, issueSubject } from '../../work/issues/issues.ts'
import { AppError, fieldError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { mentionable } from '../../people/staff/staff.ts'
import { appendEntry, authorOf, entryByEcho } from '../../record/timeline/timeline.ts'
import type { OutboundDeps } from './deps.ts'

/** Refuses a mention of somebody who has left: they would not be notified. */
async function mentionedIn(tx: Tx, ids: readonly string[]): Promise<Mention[]> {
  const names = await mentionable(tx, ids)
  const missing = ids.find((id) => !names.has(id))
  if (missing === undefined) return [...names].map(([id, name]) => ({ id, name }))
  throw new AppError('invalid_request', channelWords.mentioned_unknown(), {
    details: { errors: [fieldError('mentions', fieldWords.no_staff())] },
  })
}

/** A note to colleagues: on the thread, and never sent. */
export async function writeNote(
  deps: OutboundDeps,
  { customerId, note, by: caller }: { customerId: string; note: Extract<NewEntry, { kind: 'note' }>; by: Caller },
): Promise<{ entryId: string; isNew: boolean }> {
  const now = deps.clock.now()
  const by = authorOf(caller)
  const written = await transact(deps.db, async (tx) => {
    const { canonicalId, memberIds } = await lockCustomer(tx, customerId)
    for (const id of memberIds) refuseUnlessCan(caller, 'thread.write', customerSubject(id))
    const before = note.echoId !== undefined && by.id !== null && (await entryByEcho(tx, memberIds, by.id, note.echoId))
    if (before) return { entryId: before.id, isNew: false, canonicalId }
    const issue = note.issueId === undefined ? undefined : await issueById(tx, note.issueId)
    if (note.issueId !== undefined && (!issue || !memberIds.includes(issue.customer_id))) {
      throw new AppError('not_found', issueWords.not_of_customer())
    }
    if (issue) refuseUnlessCan(caller, 'thread.write', issueSubject(issue, issueWords.not_of_customer))
    // With the issue's own record, so that an undone merge leaves the note with what it is about.
    const mentions = await mentionedIn(tx, note.mentions ?? [])
    const position = await lockThread(tx, { homeId: issue?.customer_id ?? canonicalId, now })
    const entryId = newId()
    await appendEntry(tx, position, {
      id: entryId,
      kind: 'note',
      direction: 'internal',
      channelId: null,
      identityId: null,
      author: by,
      issueId: issue?.id ?? null,
      text: note.text,
      content: mentions.length > 0 ? { type: 'note', mentions } : { type: 'note' },
      occurredAt: now,
      threading: { reason: 'chosen', ...threadingWords.written_here() },
      echoId: note.echoId ?? null,
    })
    const about = { customerId: canonicalId, issueId: issue?.id ?? null, entryId }
    const staffIds = mentions.map((mention) => mention.id)
    await recordEvents(
      tx,
      [
        { type: 'entry.appended', ...about },
        ...(staffIds.length > 0 ? [{ type: 'staff.mentioned' as const, ...about, data: { staffIds, by } }] : []),
      ],
      now,
    )
    return { entryId, isNew: true, canonicalId }
  })
  if (written.isNew) deps.changed(written.canonicalId, [])
  return written
}
