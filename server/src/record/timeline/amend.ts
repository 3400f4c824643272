import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import type { Caller } from '../../platform/http/http.ts'
import { lockThread } from '../../people/customers/customers.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { appendEntry } from './append.ts'
import { authorOf } from './author-of.ts'
import { amendmentsOf } from './amendments.ts'
import { entriesByIds, type EntryRow } from './queries.ts'
import { refuseUnlessCanEntry, type IssueFacts } from './subject.ts'

export interface AmendDeps {
  db: Db
  clock: Clock
  issueFacts: IssueFacts
}

interface Amendment {
  entryId: string
  by: Caller
}

/** Corrects a note: a further entry that refers to the first, which stays as it was. Returns the new entry's id. */
export function editNote(deps: AmendDeps, edit: Amendment & { text: string }): Promise<string> {
  return amendNote(deps, edit, { text: edit.text, content: { type: 'edit', refersTo: edit.entryId } })
}

/** Strikes out a note. What it said stays on record; lists and the desk no longer show it. */
export function deleteNote(deps: AmendDeps, deletion: Amendment & { reason: string }): Promise<string> {
  const { entryId, reason } = deletion
  return amendNote(deps, deletion, { text: '', content: { type: 'deletion', refersTo: entryId, reason } })
}

async function amendNote(
  { db, clock, issueFacts }: AmendDeps,
  { entryId, by }: Amendment,
  change: {
    text: string
    content: { type: 'edit'; refersTo: string } | { type: 'deletion'; refersTo: string; reason: string }
  },
): Promise<string> {
  return transact(db, async (tx) => {
    const [found] = await entriesByIds(tx, [entryId])
    if (!found) throw new AppError('not_found', timelineWords.no_such_entry())
    const position = await lockThread(tx, { homeId: found.customer_id, now: clock.now() })
    // It may have been moved while this waited.
    const entry = (await entriesByIds(tx, [entryId]))[0]!
    await refuseUnlessCanEntry(tx, issueFacts, { caller: by, action: 'thread.write', entry })
    if (entry.author_id !== by.id) {
      const need = { caller: by, action: 'notes.manage' as const, entry, message: notTheirs }
      await refuseUnlessCanEntry(tx, issueFacts, need)
    }
    await refuseUnamendable(tx, entry)
    const id = newId()
    await appendEntry(tx, position, {
      id,
      kind: 'note',
      direction: 'internal',
      channelId: null,
      identityId: null,
      author: authorOf(by),
      issueId: entry.issue_id,
      text: change.text,
      content: change.content,
      refersTo: entryId,
      occurredAt: clock.now(),
      threading: { reason: 'chosen', ...threadingWords.with_its_note() },
    })
    const { canonicalId: customerId } = position
    const type = change.content.type === 'edit' ? 'entry.edited' : 'entry.deleted'
    await recordEvents(tx, [
      { type: 'entry.appended', customerId, issueId: entry.issue_id, entryId: id },
      { type, customerId, issueId: entry.issue_id, entryId, data: { by: id } },
    ])
    return id
  })
}

/** An entry shows what its author wrote, or who changed it; changing entries of others needs a permission. */
const notTheirs = timelineWords.note_of_another()

/** Messages that were sent or received cannot be changed. */
async function refuseUnamendable(tx: Tx, entry: EntryRow): Promise<void> {
  if (entry.kind !== 'note' || entry.content.type !== 'note') {
    throw new AppError('conflict', timelineWords.only_notes_change())
  }
  const amendments = await amendmentsOf(tx, [entry.id])
  if (amendments.some((amendment) => amendment.content.type === 'deletion')) {
    throw new AppError('conflict', timelineWords.struck_out_already())
  }
}
