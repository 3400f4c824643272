import type { Db, Tx } from '../../../platform/db/db.ts'
import { executeLater, prepared, queryPrepared } from '../../../platform/db/prepared.ts'

export interface Position {
  seq: number
  recordedAtExact: string
}

const utcMicroseconds = (time: string): string =>
  `to_char((${time}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** `$2` positions, the last of which the row now names. */
const firstPosition = `
  last_seq - $2::int + 1 as seq,
  ${utcMicroseconds(`last_recorded_at - ($2::int - 1) * interval '1 microsecond'`)} as "recordedAtExact"`

/** One position more, on a row of `customers`; at `now` or, if that is taken, as soon after it as microseconds allow. */
export const takeOnePosition = (now: string): string => `
  last_seq = last_seq + 1,
  last_recorded_at = greatest(last_recorded_at + interval '1 microsecond', ${now}::timestamptz)`

/** The position that `takeOnePosition` took, for its `returning`. */
export const onePosition = `last_seq as seq, ${utcMicroseconds('last_recorded_at')} as "recordedAtExact"`

// A writer who waited here for another one sees the row as that one left it: the conditions are checked again then, and
// if they fail the row stays locked all the same. `isAlone` is how the row was before any waiting.
const positionsSql = `
  with taken as (
    update customers set
      last_seq = last_seq + $2::int,
      last_recorded_at = greatest(last_recorded_at + interval '1 microsecond', $3::timestamptz)
        + ($2::int - 1) * interval '1 microsecond'
    where id = $1 and canonical_id is null and joined_count = 0
    returning ${firstPosition}
  )
  select c.canonical_id is null and c.joined_count = 0 as "isAlone", taken.seq, taken."recordedAtExact"
  from customers c left join taken on true
  where c.id = $1`

/** Positions on a customer who stands for itself alone. Null for an unknown one. */
export async function takePositions(
  tx: Tx,
  id: string,
  now: Date,
  count: number,
): Promise<{ isAlone: boolean; position: Position | null } | null> {
  const values = [id, count, now]
  const [row] = await queryPrepared<{ isAlone: boolean } & Nullable<Position>>(
    tx,
    'customers-take-positions',
    positionsSql,
    values,
  )
  if (!row) return null
  const { isAlone, seq, recordedAtExact } = row
  return { isAlone, position: seq === null || recordedAtExact === null ? null : { seq, recordedAtExact } }
}

type Nullable<T> = { [K in keyof T]: T[K] | null }

// The records of a merged thread keep their own times; the newest of them all is what the next entry comes after.
const memberPositionsSql = `
  update customers set
    last_seq = last_seq + $2::int,
    last_recorded_at = (
      select greatest(max(m.last_recorded_at) + interval '1 microsecond', $3::timestamptz)
      from customers m where m.id = any($4::uuid[])
    ) + ($2::int - 1) * interval '1 microsecond'
  where id = $1
  returning ${firstPosition}`

/** Under the lock of the canonical customer only. */
export async function takePositionsOfMember(
  tx: Tx,
  { homeId, memberIds, now, count }: { homeId: string; memberIds: readonly string[]; now: Date; count: number },
): Promise<Position> {
  return (
    await queryPrepared<Position>(tx, 'customers-take-positions-of-member', memberPositionsSql, [
      homeId,
      count,
      now,
      memberIds,
    ])
  )[0]!
}

// NO KEY UPDATE: writers exclude each other, while rows that refer to the customer can still be added.
const lockSql = `
  select id, canonical_id is null as "isCanonical", joined_count as "joinedCount" from customers
  where id = (select coalesce(canonical_id, id) from customers where id = $1)
  for no key update`

/** Locks the row that was canonical when this began; the answer says what it is now. */
export async function lockCanonicalOf(
  tx: Tx,
  id: string,
): Promise<{ id: string; isCanonical: boolean; joinedCount: number } | null> {
  return (
    (
      await queryPrepared<{ id: string; isCanonical: boolean; joinedCount: number }>(tx, 'customers-lock', lockSql, [
        id,
      ])
    )[0] ?? null
  )
}

const membersSql = `
  with root as (select coalesce(canonical_id, id) as id from customers where id = $1)
  select id from root
  union all
  (select m.id from customers m join root on m.canonical_id = root.id order by m.id)`

/** Every record of the customer's canonical thread, the canonical one first; none for an unknown id. */
export async function membersOf(db: Db | Tx, customerId: string): Promise<string[]> {
  const rows = await queryPrepared<{ id: string }>(db, 'customers-members', membersSql, [customerId])
  return rows.map(({ id }) => id)
}

const threadsSql = `
  select h.id, root.id as "canonicalId", array_agg(m.id order by m.id <> root.id, m.id) as "memberIds"
  from customers h
  cross join lateral (select coalesce(h.canonical_id, h.id) as id) as root
  join customers m on m.id = root.id or m.canonical_id = root.id
  where h.id = any($1::uuid[])
  group by h.id, root.id`

/** The same for several records at once, by the id that was asked for. */
export async function threadsOf(
  db: Db | Tx,
  ids: readonly string[],
): Promise<Map<string, { canonicalId: string; memberIds: string[] }>> {
  const rows = await queryPrepared<{ id: string; canonicalId: string; memberIds: string[] }>(
    db,
    'customers-threads',
    threadsSql,
    [ids],
  )
  return new Map(rows.map(({ id, ...thread }) => [id, thread]))
}

const threadOfIdentitySql = `
  select home.id as "homeId", m.id as "memberId"
  from identities i
  join customers home on home.id = i.customer_id
  join customers m on m.id = coalesce(home.canonical_id, home.id) or m.canonical_id = coalesce(home.canonical_id, home.id)
  where i.id = $1
  order by m.id <> coalesce(home.canonical_id, home.id), m.id`

/** The record that an address belongs to, and every record of its thread, the canonical one first; null for an unknown id. */
export async function threadOfAddress(
  db: Db | Tx,
  identityId: string,
): Promise<{ homeId: string; memberIds: string[] } | null> {
  const rows = await queryPrepared<{ homeId: string; memberId: string }>(
    db,
    'customers-thread-of-identity',
    threadOfIdentitySql,
    [identityId],
  )
  return rows[0] ? { homeId: rows[0].homeId, memberIds: rows.map(({ memberId }) => memberId) } : null
}

/** Null for a customer that does not exist. */
export async function canonicalOf(db: Db | Tx, id: string): Promise<string | null> {
  const sql = 'select coalesce(canonical_id, id) as id from customers where id = $1'
  return (await queryPrepared<{ id: string }>(db, 'customers-canonical', sql, [id]))[0]?.id ?? null
}

export async function returnPositions(tx: Tx, homeId: string, count: number): Promise<void> {
  const sql = 'update customers set last_seq = last_seq - $2 where id = $1'
  await executeLater(tx, prepared('customers-return-positions', sql, [homeId, count]))
}
