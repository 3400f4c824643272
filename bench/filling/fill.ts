import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { createLogger } from '../../server/src/lib/logger.ts'
import { openDatabase } from '../../server/src/platform/db/db.ts'
import { noteCommonWords } from '../../server/src/record/timeline/timeline.ts'
import { callApi } from '../product/api.ts'
import type { Workplace } from '../product/workplace.ts'
import { copyRows, type RowSource } from './copy-rows.ts'
import { planThreads, totalOf, type ThreadClass } from './plan.ts'
import {
  attachmentsSource,
  deliveriesSource,
  entriesSource,
  eventsSql,
  segmentsSql,
  termsSource,
} from './tables/entries.ts'
import { setUpSql } from './tables/expressions.ts'
import { issuesSource, type Desk } from './tables/issues.ts'
import { customersSource, identitiesSource, mergesSql, someCustomersSql } from './tables/people.ts'
import { fragmentCount, makeVocabulary } from './vocabulary.ts'
import { withoutIndexes } from './without-indexes.ts'

export interface Filled {
  database: string
  desk: Desk
  entries: number
  customers: number
  issues: number
  seconds: number
  /** Customers to open: those who write more are opened more often. */
  someCustomers(count: number): Promise<string[]>
}

/**
 * Fills a database with years of an installation's work, straight into its tables: what an API would take days for.
 * Only for benchmarks: it knows the tables of every folder, and the product's own rule (one folder owns a table) is
 * broken here alone.
 */
export async function fillDatabase(
  workplace: Workplace,
  options: {
    database: string
    entries: number
    /** Without entries there are only customers and issues, for the inbox. */
    parts: { entries: boolean; words: boolean }
    say: (line: string) => void
  },
): Promise<Filled> {
  const { database, parts, say } = options
  const startedMs = performance.now()
  const classes = planThreads(options.entries)
  const [entries, customers, issues] = (['entries', 'customers', 'issues'] as const).map((what) =>
    totalOf(classes, what),
  )
  const desk = await setUpDesk(workplace, database)
  await using computing = await workplace.connect(database)
  await using writing = await workplace.connect(database)
  await prepare(computing, classes)
  await writing.query(settingsSql)

  const fill = async (name: string, source: RowSource): Promise<void> => {
    const count = await copyRows({ computing, writing }, source)
    say(`${database}: ${count.toLocaleString('en')} ${name} at ${Math.round((performance.now() - startedMs) / 1000)} s`)
  }
  const portions = Math.max(1, Math.round(entries! / 500_000))
  await withoutIndexes([writing, computing], tablesOf(parts), async () => {
    await fill('customers', customersSource(portions))
    await fill('addresses', identitiesSource(portions))
    await fill('issues', issuesSource(desk, issues!, portions))
    if (parts.entries) {
      await fill('entries', entriesSource(desk, entries!, portions))
      await fill('deliveries', deliveriesSource(desk, entries!, portions))
      await fill('attachments', attachmentsSource(entries!, portions))
    }
    if (parts.words) await fill('indexed entries', termsSource(entries!, portions))
    if (parts.words) await writing.query(segmentsSql(entries!))
    say(`${database}: building the indexes`)
  })
  await writing.query(mergesSql)
  if (parts.entries) await writing.query(eventsSql(Math.min(200_000, Math.ceil(entries! / 10))))
  // What was filled in has been acted on: no acknowledgement is owed for it.
  await writing.query(`update event_cursors set (xid, position) =
    (select coalesce(max(xid::text::bigint), 0)::text::xid8, coalesce(max(position), 0) from events)`)
  await writing.query('analyze')
  if (parts.words) await noteWords(workplace.urlOf(database))
  await writing.query('checkpoint')
  const seconds = (performance.now() - startedMs) / 1000
  say(`${database}: filled in ${Math.round(seconds)} s`)
  return {
    database,
    desk,
    entries: entries!,
    customers: customers!,
    issues: issues!,
    seconds,
    async someCustomers(count) {
      await using client = await workplace.connect(database)
      const { rows } = await client.query<{ id: string }>(someCustomersSql, [count])
      return rows.map(({ id }) => id)
    },
  }
}

function tablesOf(parts: { entries: boolean; words: boolean }): { name: string; primary: boolean }[] {
  return [
    { name: 'customers', primary: false },
    { name: 'identities', primary: false },
    { name: 'issues', primary: true },
    ...(parts.entries ? ['entries', 'deliveries', 'attachments'].map((name) => ({ name, primary: true })) : []),
    ...(parts.words ? [{ name: 'entry_terms', primary: true }] : []),
  ]
}

/** As a running server does, one segment each minute. */
async function noteWords(url: string): Promise<void> {
  const connection = { connectionString: url }
  const database = openDatabase({ connection, poolSize: 1, logger: createLogger('warn') })
  while (await noteCommonWords(database.db));
  await database.close()
}

/** A first start makes the tables, the admin and a mail channel; colleagues and teams join. */
async function setUpDesk(workplace: Workplace, database: string): Promise<Desk> {
  await workplace.createDatabase(database)
  const server = await workplace.startServer(database)
  const { items } = await callApi<{ items: { id: string }[] }>(server, 'GET', '/channels')
  const { id: apiChannelId } = await callApi<{ id: string }>(server, 'POST', '/channels', { kind: 'api', name: 'Shop' })
  await server.stop()
  await using client = await workplace.connect(database)
  for (let number = 1; number <= 9; number++) {
    await client.query(`insert into staff (id, name, email, role) values ($1, $2, $3, 'staff')`, [
      randomUUID(),
      `Colleague ${number}`,
      `colleague.${number}@bench.example`,
    ])
  }
  for (const name of ['First line', 'Returns', 'Billing']) {
    await client.query('insert into teams (id, name, created_at) values ($1, $2, now())', [randomUUID(), name])
  }
  const staff = await client.query<{ id: string }>('select id from staff order by role <> $1, email', ['admin'])
  const teams = await client.query<{ id: string }>('select id from teams order by name')
  return {
    emailChannelId: items[0]!.id,
    apiChannelId,
    staffIds: staff.rows.map(({ id }) => id),
    teamIds: teams.rows.map(({ id }) => id),
  }
}

// No foreign keys are checked while rows come in: they are right by construction.
const settingsSql = `set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '64MB'`

async function prepare(client: Client, classes: readonly ThreadClass[]): Promise<void> {
  await client.query(settingsSql)
  await client.query(setUpSql(classes, fragmentCount))
  await client.query(
    `insert into bench.fragments
     select n - 1, text, to_tsvector('simple', text),
       jsonb_build_object('type', 'email', 'subject', left(text, 60), 'from', null, 'to', '[]'::jsonb, 'cc', '[]'::jsonb,
         'hasHtml', false, 'replyText', text, 'quotedText', '', 'signature', '', 'messageId', null,
         'problems', '[]'::jsonb, 'authenticated', false),
       jsonb_build_object('entities', '[]'::jsonb, 'subjects', jsonb_build_array(left(text, 60)),
         'words', to_jsonb(tsvector_to_array(to_tsvector('simple', text))))
     from unnest($1::text[]) with ordinality as given(text, n)`,
    [makeVocabulary().fragments],
  )
  await client.query('analyze bench.fragments, bench.classes')
}
