import type { Entry } from '@throughline/protocol/entries.ts'
import { canonicalIdOf, memberIdsOf } from '../customers/customers.ts'
import type { Db, Tx } from '../db/db.ts'
import { AppError } from '../lib/errors.ts'
import { entriesByIds, placeAmong, type EntryRow } from './queries.ts'
import { viewEntries, type EntrySources, type IdentityBrief } from './view.ts'

/** One entry as it stands on its canonical thread. */
export async function entryOnThread(db: Db | Tx, sources: EntrySources, entryId: string): Promise<Entry> {
  const [entry] = await entriesOnThread(db, sources, [entryId])
  if (!entry) throw new AppError('not_found', 'There is no such entry.')
  return entry
}

/** The records that one thread is made of. */
export interface ThreadMembers {
  canonicalId: string
  memberIds: readonly string[]
}

/**
 * The same for several, in the order asked for; unknown ids are left out. Whoever knows what the thread is made of
 * says so: then nobody asks.
 */
export async function entriesOnThread(
  db: Db | Tx,
  sources: EntrySources,
  entryIds: readonly string[],
  thread?: ThreadMembers,
): Promise<Entry[]> {
  const rows = await entriesByIds(db, entryIds)
  const rowsByHome = Map.groupBy(rows, (row) => row.customer_id)
  const viewed = new Map<string, Entry>()
  for (const [homeId, ofHome] of rowsByHome) {
    const { canonicalId, memberIds } = thread?.memberIds.includes(homeId) ? thread : await membersAround(db, homeId)
    const placed = await Promise.all(ofHome.map(async (row) => ({ row, seq: await placeOf(db, memberIds, row) })))
    for (const entry of await viewEntries(db, sources, canonicalId, placed)) viewed.set(entry.id, entry)
  }
  return entryIds.map((id) => viewed.get(id)).filter((entry) => entry !== undefined)
}

async function membersAround(db: Db | Tx, homeId: string): Promise<ThreadMembers> {
  const canonicalId = await canonicalIdOf(db, homeId)
  return { canonicalId, memberIds: await memberIdsOf(db, canonicalId) }
}

/** On a thread of one record the place is the record's own counter. */
async function placeOf(db: Db | Tx, memberIds: readonly string[], row: EntryRow): Promise<number> {
  return memberIds.length === 1 ? row.seq : placeAmong(db, memberIds, row.id)
}

/** An entry as it was appended, and the thread and address it came by. */
export interface AppendedEntry extends ThreadMembers {
  row: EntryRow
  identity: IdentityBrief
}

/**
 * An entry that was appended just now, without reading it again: what it is, is known, and on a thread of one record
 * so is its place.
 */
export async function appendedEntry(db: Db, sources: EntrySources, appended: AppendedEntry): Promise<Entry> {
  const { row, canonicalId, memberIds, identity } = appended
  if (memberIds.length > 1) return entryOnThread(db, sources, row.id)
  const known = { ...sources, identities: async () => new Map([[identity.id, identity]]) }
  return (await viewEntries(db, known, canonicalId, [{ row, seq: row.seq }]))[0]!
}
