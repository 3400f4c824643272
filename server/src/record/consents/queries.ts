import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'
import type { Said } from './state.ts'
import type { ConsentsTable } from './tables.ts'

export type ConsentRow = Selectable<ConsentsTable>

/** An address without where it counts. */
export interface AddressKey {
  kind: string
  value: string
}

export const keyOf = ({ kind, value }: AddressKey): string => `${kind} ${value}`

// One row for each purpose and way, however often somebody changed their mind.
const saidSql = `
  select distinct on (c.kind, c.value, c.scope, c.purpose, c.medium) c.kind, c.value, c.scope, c.purpose, c.medium,
    c.is_given as "isGiven", c.occurred_at as "occurredAt", c.seq, c.confirmation_id as "confirmationId"
  from consents c join unnest($1::text[], $2::text[]) as a (kind, value) using (kind, value)
  order by c.kind, c.value, c.scope, c.purpose, c.medium, c.occurred_at desc, c.seq desc`

/** What was said last about these addresses, by `keyOf`. */
export async function saidAbout(db: Db | Tx, addresses: readonly AddressKey[]): Promise<Map<string, Said[]>> {
  const byKey = new Map<string, Said[]>()
  if (addresses.length === 0) return byKey
  const values = [addresses.map(({ kind }) => kind), addresses.map(({ value }) => value)]
  const rows = await queryPrepared<Omit<Said, 'seq'> & { seq: string } & AddressKey>(
    db,
    'consents-said-about',
    saidSql,
    values,
  )
  for (const { kind, value, seq, ...said } of rows) {
    const key = keyOf({ kind, value })
    byKey.set(key, [...(byKey.get(key) ?? []), { ...said, seq: Number(seq) }])
  }
  return byKey
}

/** Two that speak about one address are heard one after the other. Taken before any thread's lock. */
export async function lockAddress(tx: Tx, address: AddressKey): Promise<void> {
  const sql = 'select pg_advisory_xact_lock(hashtextextended($1, 0))'
  await queryPrepared(tx, 'consents-lock-address', sql, [`consent ${keyOf(address)}`])
}

export async function insertConsent(
  tx: Tx,
  row: Omit<ConsentRow, 'seq' | 'said_by'> & { said_by: string | null },
): Promise<ConsentRow> {
  return tx.insertInto('consents').values(row).returningAll().executeTakeFirstOrThrow()
}

/** Of one address where it counts, the newest first. */
export async function historyOf(
  db: Db | Tx,
  { kind, value, scopes }: AddressKey & { scopes: readonly string[] },
  limit: number,
): Promise<ConsentRow[]> {
  return db
    .selectFrom('consents')
    .selectAll()
    .where('kind', '=', kind)
    .where('value', '=', value)
    .where('scope', 'in', scopes)
    .orderBy('occurred_at', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}
