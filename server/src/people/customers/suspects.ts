import type { Db, Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'

// The id of a browser proves nothing about the person who uses it.
const isVerified = (identity: string) =>
  `${identity}.assurance not in ('claimed', 'asserted') and ${identity}.kind <> 'device' and ${identity}.detached_at is null`

const suspectsSql = `
  select a.id from customers a join customers c on c.id = coalesce(a.canonical_id, a.id), lateral (
      select array(
        select c.id union all select m.id from customers m where c.joined_count > 0 and m.canonical_id = c.id
      ) as ids
    ) members
  where a.id = any($1::uuid[])
    and exists (
      select from identities mine join identities theirs on theirs.kind = mine.kind and theirs.value = mine.value
      where mine.customer_id = any(members.ids) and mine.detached_at is null and mine.kind <> 'device'
        and mine.assurance in ('claimed', 'asserted') and not mine.shared and not theirs.shared
        and ${isVerified('theirs')}
    )
    and not exists (select from identities i where i.customer_id = any(members.ids) and ${isVerified('i')})`

/**
 * Which of these may be somebody else than they say: nothing of them is verified, and an address that they named is
 * verified on another customer. By the ids that were asked for.
 */
export async function suspectsAmong(db: Db | Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await queryPrepared<{ id: string }>(db, 'customers-suspects', suspectsSql, [ids])
  return new Set(rows.map(({ id }) => id))
}
