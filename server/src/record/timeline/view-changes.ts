import { events as contracts, type Change } from '@throughline/protocol/events.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Db } from '../../platform/db/db.ts'
import type { RecordedEvent } from '../../platform/events/events.ts'
import { entriesOnThread } from './entry-on-thread.ts'
import type { EntrySources } from './view.ts'

/**
 * Events for the feed and for webhooks, with the entries that they are about, read now. Nothing of a thread is stored a
 * second time, so what is erased there is not sent later. Those that the
 * reader does not see (`seen`) are null; all of them where that is null.
 */
export async function viewChanges(
  { db, sources }: { db: Db; sources: EntrySources },
  events: readonly ViewedEvent[],
  seen: ((entries: readonly Entry[]) => readonly Entry[] | Promise<readonly Entry[]>) | null,
): Promise<Change[]> {
  const entryIds = seen === null ? [] : events.filter(carriesEntry).flatMap(({ entryId }) => entryId ?? [])
  const entries = entryIds.length > 0 ? await entriesOnThread(db, sources, [...new Set(entryIds)]) : []
  const entryById = new Map((seen === null ? [] : await seen(entries)).map((entry) => [entry.id, entry]))
  return events.map((event) => {
    const { id, type, at, customerId, issueId, entryId, data } = event
    const added = carriesEntry(event) ? { entry: (entryId !== null && entryById.get(entryId)) || null } : {}
    const change = { id, type, at: at.toISOString(), customerId, issueId, entryId, data: { ...data, ...added } }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was recorded is checked where it is consumed
    return change as Change
  })
}

export type ViewedEvent = Pick<RecordedEvent, 'id' | 'type' | 'at' | 'customerId' | 'issueId' | 'entryId' | 'data'>

function carriesEntry({ type }: Pick<RecordedEvent, 'type'>): boolean {
  // A newer version may have recorded a type that this one does not know.
  return Object.hasOwn(contracts, type) && 'entry' in contracts[type].adds
}
