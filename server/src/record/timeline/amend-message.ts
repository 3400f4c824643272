import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { LockedPosition } from '../../people/customers/customers.ts'
import type { Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import { newId } from '../../lib/ids.ts'
import { appendEntry } from './append.ts'
import type { EntryRow } from './queries.ts'

export type MessageChange = { type: 'edit'; text: string } | { type: 'deletion' }

/**
 * A customer's change of what they wrote: a further entry that refers to the first, which stays as it was. The caller holds
 * the thread's lock and knows that it is theirs. `at`: when they say that they did it. Returns the new entry's id.
 */
export async function amendMessage(
  tx: Tx,
  position: LockedPosition,
  { entry, change, by, at, now }: { entry: EntryRow; change: MessageChange; by: Author; at: Date; now: Date },
): Promise<string> {
  const id = newId()
  const [entryId, issueId] = [entry.id, entry.issue_id]
  const isEdit = change.type === 'edit'
  await appendEntry(tx, position, {
    id,
    // A message would be one that waits for an answer.
    kind: 'event',
    direction: 'in',
    channelId: entry.channel_id,
    identityId: entry.identity_id,
    author: by,
    issueId,
    text: isEdit ? change.text : '',
    content: isEdit ? { type: 'edit', refersTo: entryId } : { type: 'deletion', refersTo: entryId, reason: '' },
    refersTo: entryId,
    occurredAt: at,
    threading: { reason: 'chosen', ...threadingWords.with_its_message() },
  })
  const { canonicalId: customerId } = position
  const events = [
    { type: 'entry.appended', customerId, issueId, entryId: id },
    { type: isEdit ? 'entry.edited' : 'entry.deleted', customerId, issueId, entryId, data: { by: id } },
  ] as const
  await recordEvents(tx, events, now)
  return id
}
