import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import type { RawBuilder } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { AppError } from '../../lib/errors.ts'
import { entriesAfter, entriesBefore, lastSeqs, type EntryRow } from './queries.ts'
import type { NumberedRow } from './view.ts'

/** How far each record of a thread was read: after these when ascending, before these when descending. */
export type ThreadCursor = Record<string, number>

export interface ThreadPage {
  numbered: NumberedRow[]
  next: ThreadCursor | null
}

/**
 * A page of a canonical thread. Most threads are one record and this is one walk along the primary key. A merged one
 * is several records, each gapless and in order; they are merged by time, and an entry's number is the sum of how far
 * each has been read.
 */
export async function readThread(
  db: Db | Tx,
  memberIds: readonly string[],
  options: {
    order: 'asc' | 'desc'
    limit: number
    cursor: ThreadCursor | null
    /** Conditions on entries: what does not meet them is left out, and the others keep their numbers. */
    only?: readonly RawBuilder<boolean>[]
  },
): Promise<ThreadPage> {
  const { order, limit, only = [] } = options
  const isRising = order === 'asc'
  const cursor = options.cursor ?? (isRising ? {} : await pastTheEnd(db, memberIds))
  checkCursor(cursor)
  const read = isRising ? entriesAfter : entriesBefore
  // Every member may hold all of the page; one more tells whether there is another page.
  const perMember = await Promise.all(
    memberIds.map((id) => read(db, id, { seq: cursor[id] ?? (isRising ? 0 : 1), limit: limit + 1, only })),
  )
  const sign = isRising ? 1 : -1
  const rows = perMember.length === 1 ? perMember[0]! : perMember.flat().sort((a, b) => sign * byTime(a, b))
  const page = rows.slice(0, limit)

  const reached = { ...cursor }
  const seqs = seqsOf(page, memberIds, reached, isRising)
  return {
    numbered: page.map((row, index) => ({ row, seq: seqs[index]! })),
    next: rows.length > limit ? reached : null,
  }
}

/** Moves `reached` along the page and returns the number of each row. */
function seqsOf(page: EntryRow[], memberIds: readonly string[], reached: ThreadCursor, isRising: boolean): number[] {
  return page.map((row) => {
    if (isRising) reached[row.customer_id] = row.seq
    let seq = 0
    for (const id of memberIds) seq += isRising ? (reached[id] ?? 0) : (reached[id] ?? 1) - 1
    if (!isRising) reached[row.customer_id] = row.seq
    return seq
  })
}

async function pastTheEnd(db: Db | Tx, memberIds: readonly string[]): Promise<ThreadCursor> {
  const last = await lastSeqs(db, memberIds)
  return Object.fromEntries(memberIds.map((id) => [id, (last.get(id) ?? 0) + 1]))
}

function checkCursor(cursor: ThreadCursor): void {
  for (const seq of Object.values(cursor)) {
    if (!Number.isSafeInteger(seq) || seq < 0) throw new AppError('invalid_cursor', timelineWords.foreign_cursor())
  }
}

function byTime(a: EntryRow, b: EntryRow): number {
  return a.recorded_us - b.recorded_us || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
