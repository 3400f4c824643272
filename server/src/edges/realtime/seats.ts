import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import './tables.ts'

/** One open tab: whose it is, and what they look at. */
export interface Seat {
  readonly id: string
  readonly staffId: string
  readonly name: string
  readonly isPerson: boolean
  readonly customerId: string | null
  /** For how much longer it counts as typing; 0: it does not. */
  readonly typingMs: number
  readonly isPrivate: boolean
}

/** Writes down the seats of this node, all of them, and answers with those of the others. */
export async function exchangeSeats(
  db: Db,
  nodeId: string,
  { mine, others }: { mine: readonly Seat[]; others: readonly string[] },
): Promise<Seat[]> {
  const column = <K extends keyof Seat>(key: K): Seat[K][] => mine.map((seat) => seat[key])
  const { rows } = await sql<Seat>`
    with mine as (
      select * from unnest(${column('id')}::uuid[], ${column('staffId')}::uuid[], ${column('name')}::text[],
        ${column('isPerson')}::boolean[], ${column('customerId')}::uuid[], ${column('typingMs')}::int[],
        ${column('isPrivate')}::boolean[])
        as m (id, staff_id, name, is_person, customer_id, typing_ms, is_private)),
    gone as (
      delete from seats where node_id = ${nodeId} and id not in (select id from mine)),
    written as (
      insert into seats as s (id, node_id, staff_id, name, is_person, customer_id, typing_until, is_private)
      select id, ${nodeId}, staff_id, name, is_person, customer_id,
        case when typing_ms > 0 then now() + typing_ms * interval '1 millisecond' end, is_private
      from mine
      on conflict (id) do update set customer_id = excluded.customer_id, typing_until = excluded.typing_until,
        is_private = excluded.is_private
      where (s.customer_id, s.typing_until is null, s.is_private)
        is distinct from (excluded.customer_id, excluded.typing_until is null, excluded.is_private)
        or s.typing_until < excluded.typing_until - interval '1 second')
    select id, staff_id as "staffId", name, is_person as "isPerson", customer_id as "customerId",
      greatest(0, coalesce(extract(epoch from typing_until - now()) * 1000, 0))::int as "typingMs",
      is_private as "isPrivate"
    from seats where node_id = any(${others}::uuid[])`.execute(db)
  return rows
}
