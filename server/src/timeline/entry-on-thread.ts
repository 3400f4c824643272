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

/** The same for several, in the order asked for; unknown ids are left out. */
export async function entriesOnThread(
  db: Db | Tx,
  sources: EntrySources,
  entryIds: readonly string[],
): Promise<Entry[]> {
  const rows = await entriesByIds(db, entryIds)
  const rowsByHome = Map.groupBy(rows, (row) => row.customer_id)
  const viewed = new Map<string, Entry>()
  for (const [homeId, ofHome] of rowsByHome) {
    const canonicalId = await canonicalIdOf(db, homeId)
    const memberIds = await memberIdsOf(db, canonicalId)
    const placed = await Promise.all(ofHome.map(async (row) => ({ row, seq: await placeOf(db, memberIds, row) })))
    for (const entry of await viewEntries(db, sources, canonicalId, placed)) viewed.set(entry.id, entry)
  }
  return entryIds.map((id) => viewed.get(id)).filter((entry) => entry !== undefined)
}

/** On a thread of one record the place is the record's own counter. */
async function placeOf(db: Db | Tx, memberIds: readonly string[], row: EntryRow): Promise<number> {
  return memberIds.length === 1 ? row.seq : placeAmong(db, memberIds, row.id)
}

/**
 * An entry that was appended just now, without reading it again: what it is, is known, and on a thread of one record
 * so is its place.
 */
export async function appendedEntry(
  db: Db,
  sources: EntrySources,
  appended: { row: EntryRow; canonicalId: string; memberIds: readonly string[]; identity: IdentityBrief },
): Promise<Entry> {
  const { row, canonicalId, memberIds, identity } = appended
  if (memberIds.length > 1) return entryOnThread(db, sources, row.id)
  const known = { ...sources, identities: async () => new Map([[identity.id, identity]]) }
  return (await viewEntries(db, known, canonicalId, [{ row, seq: row.seq }]))[0]!
}
