import type { Client } from 'pg'

/**
 * Fills tables without their indexes and builds these afterwards, two at a time: many times as fast as keeping them
 * while rows come in. `primary`: also the primary keys (of tables that no other refers to).
 */
export async function withoutIndexes(
  connections: readonly [Client, Client],
  tables: { name: string; primary: boolean }[],
  fill: () => Promise<void>,
): Promise<void> {
  const [client] = connections
  const definitions: string[] = []
  for (const { name, primary } of tables) {
    const { rows } = await client.query<{ index: string; definition: string; constraint: string | null }>(
      `select i.indexrelid::regclass::text as index, pg_get_indexdef(i.indexrelid) as definition,
         (select conname from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u')) as constraint
       from pg_index i where i.indrelid = $1::regclass`,
      [name],
    )
    for (const { index, definition, constraint } of rows) {
      if (constraint === null) {
        await client.query(`drop index ${index}`)
        definitions.push(definition)
      } else if (primary) {
        const { rows: found } = await client.query<{ text: string }>(
          'select pg_get_constraintdef(oid) as text from pg_constraint where conname = $1 and conrelid = $2::regclass',
          [constraint, name],
        )
        await client.query(`alter table ${name} drop constraint ${constraint}`)
        definitions.push(`alter table ${name} add constraint ${constraint} ${found[0]!.text}`)
      }
    }
  }
  await fill()
  const keys = definitions.filter((definition) => definition.startsWith('alter'))
  const indexes = definitions.filter((definition) => !definition.startsWith('alter'))
  // Adding a key locks its table against the other builds: first, and one after the other.
  for (const key of keys) await client.query(key)
  await Promise.all(
    connections.map(async (connection) => {
      for (let next = indexes.shift(); next !== undefined; next = indexes.shift()) await connection.query(next)
    }),
  )
}
