import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'
import { whyNoEvent } from '@throughline/protocol/events.ts'
import { inject } from 'vitest'
import { z } from 'zod'
import { openDatabase, type Connection, type Database } from '../src/platform/db/db.ts'
import { silentLogger } from '../src/lib/logger.ts'
import { urlOf, withClient, type TestClusterAddress } from './test-cluster.ts'

export interface TestDatabase extends Database {
  readonly connection: Connection
  readonly url: string
  drop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

interface TestDatabaseOptions {
  poolSize?: number
  /** Not even the schema. */
  empty?: boolean
  /** The test records events that are none. */
  anyEvents?: boolean
  /** Where its tables are kept. */
  tablespace?: string
}

/**
 * A database of its own for one test (or file): the schema and no rows, copied from the run's template.
 * `await using database = await createTestDatabase()` drops it at the end of the block.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await (cluster ??= askForCluster())
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`
  // Copying files beats copying through the log when nothing is fsynced.
  const template = options.empty ? 'template1' : server.template
  const tablespace = options.tablespace === undefined ? '' : `TABLESPACE ${options.tablespace}`
  await withClient(server.url, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy ${tablespace}`),
  )
  const url = urlOf(server.url, name)
  const connection = { connectionString: url }
  const database = openDatabase({ connection, poolSize: options.poolSize ?? 5, logger: silentLogger })
  const drop = async (): Promise<void> => {
    const wrong = options.empty || options.anyEvents ? [] : await wrongEvents(database)
    const gaps = options.empty ? [] : await wrongHistories(database)
    await database.close()
    await withClient(server.url, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    if (wrong.length > 0) throw new Error(`Events were recorded that no schema knows:\n${wrong.join('\n')}`)
    if (gaps.length > 0) throw new Error(`The history of issues is not whole:\n${gaps.join('\n')}`)
  }
  return { ...database, connection, url, drop, [Symbol.asyncDispose]: drop }
}

/** Whatever the test did: everything that it left in the feed has to be what its schema says. */
async function wrongEvents({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ type: string; data: unknown }>(
    'SELECT DISTINCT type, data FROM events ORDER BY type LIMIT 10000',
  )
  return [...new Set(rows.flatMap(({ type, data }) => whyNoEvent(type, data) ?? []))]
}

/**
 * Whatever the test did: the history of each issue begins with its opening, goes on where it was, ends at how the issue
 * stands now, and says who made each change.
 */
export async function wrongHistories({ pool }: Pick<Database, 'pool'>): Promise<string[]> {
  const { rows } = await pool.query<{ wrong: string }>(`
    with changes as (
      select *, row_number() over (partition by issue_id order by seq) as nth, min(seq) over (partition by issue_id) as first
      from issue_changes),
    fields as (
      select issue_id, seq, key, value, was -> key as was, was is null as is_opening,
        coalesce(lag(value) over (partition by issue_id, key order by seq), case key when 'tagIds' then '[]'::jsonb end)
          as before,
        row_number() over (partition by issue_id, key order by seq desc) = 1 as is_last
      from issue_changes, lateral jsonb_each(became)),
    ends as (select issue_id, jsonb_object_agg(key, value) as facts from fields where is_last group by issue_id),
    wrong as (
      select issue_id, seq, 'nobody made it' as what from changes where by_kind = 'unknown' and seq > 0
      union all select issue_id, seq, 'one before it is missing' from changes where seq <> first + nth - 1
      union all select issue_id, seq, 'only the first one opens' from changes where (nth = 1) <> (was is null)
      union all select issue_id, seq, key || ' was ' || before || ' and not ' || was from fields
        where not is_opening and before is distinct from was
      union all select issue_id, seq, key || ' did not change' from fields where was = value
      union all select id, null, 'it stands otherwise: ' || coalesce(facts::text, 'no history')
        from issues left join ends on issue_id = id
        where '{"tagIds": []}'::jsonb || facts is distinct from jsonb_build_object('status', status, 'ownerId', owner_id, 'teamId', team_id, 'topic', topic,
          'priority', priority, 'subject', subject, 'mergedIntoId', merged_into_id,
          'tagIds', to_jsonb(tag_ids)))
    select issue_id || ', ' || coalesce('change ' || seq, 'at the end') || ': ' || what as wrong from wrong limit 20`)
  return rows.map(({ wrong }) => wrong)
}

/** A folder that is removed at the end of the run. */
export function folderOfRun(): string {
  return dirname(inject('testClusterSocket'))
}

let cluster: Promise<TestClusterAddress> | undefined

async function askForCluster(): Promise<TestClusterAddress> {
  const answer = Answer.parse(JSON.parse(await text(connect(inject('testClusterSocket')))))
  if ('problem' in answer) throw new Error(answer.problem)
  return answer
}

const Answer = z.union([
  z.object({ url: z.string(), template: z.string(), prefix: z.string() }),
  z.object({ problem: z.string() }),
])
