import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { threadsOf } from '../../people/customers/customers.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { AppError } from '../../lib/errors.ts'
import { entriesByIds, seqAmong, type EntryRow } from './queries.ts'
import { viewEntries, type EntrySources, type IdentityBrief } from './view.ts'

/** One entry as it stands on its canonical thread. */
export async function entryOnThread(db: Db | Tx, sources: EntrySources, entryId: string): Promise<Entry> {
  const [entry] = await entriesOnThread(db, sources, [entryId])
  if (!entry) throw new AppError('not_found', timelineWords.no_such_entry())
  return entry
}

/** The records that one thread is made of. */
export interface ThreadMembers {
  canonicalId: string
  memberIds: readonly string[]
}

/**
 * The same for several, in the order asked for; unknown ids are left out. With `thread` the database is not asked what
 * the thread is made of.
 */
export async function entriesOnThread(
  db: Db | Tx,
  sources: EntrySources,
  entryIds: readonly string[],
  thread?: ThreadMembers,
): Promise<Entry[]> {
  const rows = await entriesByIds(db, entryIds)
  const unknownIds = new Set(rows.map((row) => row.customer_id).filter((id) => !thread?.memberIds.includes(id)))
  const threads = unknownIds.size > 0 ? await threadsOf(db, [...unknownIds]) : new Map<string, ThreadMembers>()
  const threadOf = ({ customer_id: homeId }: EntryRow) => threads.get(homeId) ?? thread!
  const numbered = await Promise.all(
    rows.map(async (row) => ({ row, seq: await seqOf(db, threadOf(row).memberIds, row) })),
  )
  const viewed = await viewEntries(db, sources, (row) => threadOf(row).canonicalId, numbered)
  const byId = new Map(viewed.map((entry) => [entry.id, entry]))
  return entryIds.map((id) => byId.get(id)).filter((entry) => entry !== undefined)
}

/** On a thread of one record the seq is the record's own counter. */
async function seqOf(db: Db | Tx, memberIds: readonly string[], row: EntryRow): Promise<number> {
  return memberIds.length === 1 ? row.seq : seqAmong(db, memberIds, row.id)
}

/** An entry as it was appended, and the thread and address it came by. */
export interface AppendedEntry extends ThreadMembers {
  row: EntryRow
  identity: IdentityBrief
}

/**
 * An entry that was appended just now, without reading it again: what it is, is known, and on a thread of one record
 * so is its seq.
 */
export async function appendedEntry(db: Db, sources: EntrySources, appended: AppendedEntry): Promise<Entry> {
  const { row, canonicalId, memberIds, identity } = appended
  if (memberIds.length > 1) return entryOnThread(db, sources, row.id)
  const known = { ...sources, identities: async () => new Map([[identity.id, identity]]) }
  return (await viewEntries(db, known, () => canonicalId, [{ row, seq: row.seq }], { isJustAppended: true }))[0]!
}
