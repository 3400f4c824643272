import { RawNode, createQueryId } from 'kysely'
import type { NamedQuery } from './dialect.ts'
import type { Db, Tx } from './db.ts'

/**
 * Runs hand-written SQL as a named statement: PostgreSQL parses it once per connection and, after five runs,
 * mostly plans it once too. For the hot paths; a name stands for one text for ever.
 */
export async function queryPrepared<R>(
  db: Db | Tx,
  name: string,
  sql: string,
  values: readonly unknown[],
): Promise<R[]> {
  const query: NamedQuery = {
    name,
    sql,
    parameters: values,
    query: emptyNode,
    queryId: createQueryId(),
  }
  return (await db.executeQuery<R>(query)).rows
}

const emptyNode = RawNode.createWithSql('')
