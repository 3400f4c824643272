import type { CustomerRow } from '@throughline/protocol/customers/customers.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { cursorFor } from '../../../platform/http/cursor.ts'
import { ruleSql, type Caller } from '../../../platform/http/http.ts'
import { customerFacts } from '../subject.ts'
import * as queries from './queries.ts'
import { readQuery, type SearchTerms } from './read-query.ts'

const Place = z.object({ createdAt: z.iso.datetime(), id: z.uuid() })
/** Those named outright come first, then those who merely match; each newest first. */
const customersCursor = cursorFor('customers', z.object({ isExact: z.boolean(), after: Place }))

export interface Page {
  items: CustomerRow[]
  nextCursor: string | null
}

/** Customers by name, any address, id or attribute, newest first; all of them without a query. */
export async function searchCustomers(
  db: Db,
  {
    query,
    limit,
    cursor,
    blocked,
  }: { query?: string | undefined; limit: number; cursor?: string | undefined; blocked?: 'true' | undefined },
  caller: Caller | null = null,
): Promise<Page> {
  const allowed = caller === null ? [] : ruleSql(caller, 'customers.read', customerFacts(sql.ref('c.id')))
  const only = blocked === undefined ? allowed : [...allowed, queries.isBlockedPerson]
  const from = cursor === undefined ? null : customersCursor.decode(cursor)
  // One more than asked for tells whether there is a next page.
  const found =
    query === undefined || query === ''
      ? (await queries.newestCustomers(db, from?.after ?? null, limit + 1, only)).map((row) => ({
          ...row,
          isExact: false,
        }))
      : await findAll(db, readQuery(query), from, { limit: limit + 1, only })
  const page = found.slice(0, limit)
  const rows = await queries.listedRows(
    db,
    page.map(({ id }) => id),
  )
  const last = page.at(-1)
  return {
    items: rows.map((row) => ({
      ...row,
      block: row.block && { ...row.block, at: new Date(row.block.at).toISOString() },
      lastEntryAt: row.lastEntryAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    })),
    nextCursor:
      found.length > limit && last ? customersCursor.encode({ isExact: last.isExact, after: placeOf(last) }) : null,
  }
}

interface Found extends queries.FoundRow {
  isExact: boolean
}

async function findAll(
  db: Db,
  terms: SearchTerms,
  from: { isExact: boolean; after: queries.Place } | null,
  { limit, only }: Pick<queries.Wanted, 'limit' | 'only'>,
): Promise<Found[]> {
  const exact = await queries.exactMatches(db, terms, only)
  const left = exact.filter((row) => from === null || (from.isExact && isAfter(row, from.after))).slice(0, limit)
  const found = left.map((row) => ({ ...row, isExact: true }))
  if (found.length === limit) return found
  const rest = {
    after: from === null || from.isExact ? null : from.after,
    limit: limit - found.length,
    except: exact.map(({ id }) => id),
    only,
  }
  const partial = await findPartial(db, terms, rest)
  return [...found, ...partial.map((row) => ({ ...row, isExact: false }))]
}

/**
 * Many match: they are near. Some do: how many are near tells how far to look. Few do: the index has them. And if many
 * match of which none are near (they were all added at once, before others), we look further, and collect them at last.
 */
async function findPartial(db: Db, terms: SearchTerms, wanted: queries.Wanted): Promise<queries.FoundRow[]> {
  const near = await queries.matchesNearby(db, terms, wanted, firstStretch)
  if (near.length === wanted.limit) return near
  if (near.length >= enoughToGuess) {
    const stretch = Math.ceil((firstStretch / near.length) * wanted.limit * 1.5)
    const further = await queries.matchesNearby(db, terms, wanted, stretch)
    if (further.length === wanted.limit) return further
  }
  const few = await queries.matches(db, terms, wanted, fewHits)
  if (few) return few
  const far = await queries.matchesNearby(db, terms, wanted, longStretch)
  return far.length === wanted.limit ? far : ((await queries.matches(db, terms, wanted, null)) ?? [])
}

const firstStretch = 400
const enoughToGuess = 5
const fewHits = 5000
const longStretch = 20_000

function isAfter(row: queries.FoundRow, place: queries.Place): boolean {
  const [own, other] = [row.createdAt.toISOString(), place.createdAt]
  return own === other ? row.id < place.id : own < other
}

const placeOf = (row: queries.FoundRow): queries.Place => ({ createdAt: row.createdAt.toISOString(), id: row.id })
