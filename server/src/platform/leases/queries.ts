import { sql } from 'kysely'
import type { Db, Tx } from '../db/db.ts'
import { executeLater, prepared } from '../db/prepared.ts'
import './tables.ts'

/** A lease that is not renewed for so long is free. By the database's clock. */
export const leaseMs = 6000
const leaseTime = sql.lit(`${leaseMs} milliseconds`)
/**
 * No holder can have renewed up to a later time than this: it was the clock that was set back, and what a dead node had
 * would be kept from others until the clock is there again. Twice the time, since two statements begin apart.
 */
const beyondTime = sql.lit(`${2 * leaseMs} milliseconds`)
const isFree = sql`(leases.ends_at <= now() or leases.ends_at > now() + ${beyondTime}::interval)`
/** A node that has not renewed for so long is not counted among those who would take one. */
const takerTime = sql.lit('3 seconds')
/** What a node that was killed left behind is removed after this. */
const forgottenAfter = sql.lit('1 hour')

export interface LeaseName {
  kind: string
  name: string
}

export interface Holder {
  id: string
  name: string
}

/** What a node learns each time it renews. */
export interface Renewed {
  /** The fences of the leases that it still has. */
  renewed: number[]
  /** How many other nodes would take leases, by kind. */
  others: Record<string, number>
  /** Of the leases that it asked about, those that nobody has. */
  free: LeaseName[]
}

/** Renews all leases of the node, says that it would take more of these kinds, and finds those that are free. */
export async function renew(
  db: Db,
  nodeId: string,
  { fences, kinds, wanted }: { fences: readonly number[]; kinds: readonly string[]; wanted: readonly LeaseName[] },
): Promise<Renewed> {
  const { rows } = await sql<Renewed>`
    with here as (
      insert into lease_takers (node_id, kind) select ${nodeId}::uuid, unnest(${kinds}::text[])
      on conflict (node_id, kind) do update set seen_at = now()),
    renewed as (
      update leases set ends_at = now() + ${leaseTime}::interval
      where node_id = ${nodeId} and fence = any(${fences}::bigint[]) and ends_at > now() returning fence)
    select (select coalesce(json_agg(fence), '[]') from renewed) as renewed,
      (select coalesce(json_object_agg(kind, takers), '{}') from (
        select kind, count(*) as takers from lease_takers
        where node_id <> ${nodeId}
          and seen_at between now() - ${takerTime}::interval and now() + ${takerTime}::interval
        group by kind) as counted) as others,
      (select coalesce(json_agg(json_build_object('kind', kind, 'name', name)), '[]')
        from unnest(${kindsOf(wanted)}::text[], ${namesOf(wanted)}::text[]) as wanted(kind, name)
        where not exists (select from leases where leases.kind = wanted.kind and leases.name = wanted.name
          and not ${isFree})) as free`.execute(db)
  return rows[0]!
}

export type Taken = LeaseName & {
  fence: number
  /** Its holder let it end without giving it back. */
  isTakenOver: boolean
}

/**
 * Takes those of the leases that are free. One that its holder is writing under is locked until that is committed, and
 * taken a moment later.
 */
export async function take(db: Db, node: Holder, wanted: readonly (LeaseName & { title: string })[]): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    with wanted as (
      select * from unnest(${kindsOf(wanted)}::text[], ${namesOf(wanted)}::text[], ${wanted.map(({ title }) => title)}::text[])
        as wanted(kind, name, title)),
    ended as (
      select leases.kind, leases.name, wanted.title, leases.is_given_back
      from leases join wanted using (kind, name) where ${isFree} for update of leases skip locked),
    taken as (
      update leases set title = ended.title, node_id = ${node.id}, node_name = ${node.name}, fence = nextval('lease_fences'),
        is_given_back = false, taken_at = now(), ends_at = now() + ${leaseTime}::interval
      from ended where leases.kind = ended.kind and leases.name = ended.name
      returning leases.kind, leases.name, leases.fence, not ended.is_given_back as "isTakenOver"),
    made as (
      insert into leases (kind, name, title, node_id, node_name, fence, ends_at)
      select kind, name, title, ${node.id}::uuid, ${node.name}, nextval('lease_fences'), now() + ${leaseTime}::interval
      from wanted where not exists (select from leases where leases.kind = wanted.kind and leases.name = wanted.name)
      on conflict (kind, name) do nothing
      returning kind, name, fence, false as "isTakenOver")
    select * from taken union all select * from made`.execute(db)
  return rows
}

/** Others may take them at once. */
export async function giveBack(db: Db, nodeId: string, fences: readonly number[]): Promise<void> {
  if (fences.length === 0) return
  await sql`update leases set ends_at = now(), is_given_back = true
    where node_id = ${nodeId} and fence = any(${fences}::bigint[])`.execute(db)
}

/** Nobody wants it any more. Another node that has yet to learn of that keeps it until then. */
export async function forget(db: Db, nodeId: string, { kind, name }: LeaseName): Promise<void> {
  await sql`delete from leases where kind = ${kind} and name = ${name}
    and (node_id = ${nodeId} or ends_at <= now())`.execute(db)
}

/** The node takes none any more. */
export async function leave(db: Db, nodeId: string): Promise<void> {
  await sql`delete from lease_takers where node_id = ${nodeId} or seen_at < now() - ${forgottenAfter}::interval`.execute(
    db,
  )
}

/** Put off to the next round trip of the transaction, which fails with the code of `LeaseLost`. */
export async function checkLater(tx: Tx, nodeId: string, { kind, name, fence }: LeaseName & { fence: number }) {
  const values = [kind, name, nodeId, fence]
  await executeLater(tx, prepared('check-lease', 'select check_lease($1, $2, $3, $4)', values))
}

const kindsOf = (names: readonly LeaseName[]): string[] => names.map(({ kind }) => kind)
const namesOf = (names: readonly LeaseName[]): string[] => names.map(({ name }) => name)
