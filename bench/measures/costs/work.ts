import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import { cpuSecondsOf } from '../../apart/process-usage.ts'
import type { RunningServer } from '../../product/server.ts'
import type { Workplace } from '../../product/workplace.ts'
import { untilQuiet } from '../usage.ts'

/** What was done for so many messages, their consequences included. None of it depends on how busy the machine is. */
export interface Work {
  seconds: number
  trips: number
  statements: number
  serverCpuSeconds: number
  postgresCpuSeconds: number
  walBytes: number
  rows: number
  updates: number
  hotUpdates: number
  indexEntries: number
  /** Kinds of round trips, and how many there were of each. */
  kinds: Record<string, number>
}

export interface Counted {
  server: RunningServer
  workplace: Workplace
  client: Client
}

/** Runs something, waits for what follows from it, and says how much was done; without what an idle server does anyhow. */
export async function workOf(counted: Counted, run: () => Promise<void>): Promise<Work> {
  await untilQuiet(counted)
  const idle = await countDuring(counted, () => delay(idleMs))
  const work = await countDuring(counted, async () => {
    await run()
    await untilQuiet(counted)
  })
  const share = work.seconds / idle.seconds
  const beyond = (what: Exclude<keyof Work, 'kinds'>): number => Math.max(0, work[what] - idle[what] * share)
  return {
    seconds: work.seconds,
    trips: beyond('trips'),
    statements: beyond('statements'),
    serverCpuSeconds: beyond('serverCpuSeconds'),
    postgresCpuSeconds: beyond('postgresCpuSeconds'),
    walBytes: beyond('walBytes'),
    rows: beyond('rows'),
    updates: beyond('updates'),
    hotUpdates: beyond('hotUpdates'),
    indexEntries: beyond('indexEntries'),
    kinds: work.kinds,
  }
}

const idleMs = 10_000

async function countDuring({ server, workplace, client }: Counted, run: () => Promise<unknown>): Promise<Work> {
  const cpu = () => ({
    server: cpuSecondsOf(server.pid, { withChildren: false }) ?? Number.NaN,
    postgres: cpuSecondsOf(workplace.postgresPid, { withChildren: true }) ?? Number.NaN,
  })
  await server.probe.call('trips')
  const since = await logEnd(client)
  const before = cpu()
  const startedMs = performance.now()
  await run()
  const seconds = (performance.now() - startedMs) / 1000
  const after = cpu()
  const { trips, statements, kinds } = await server.probe.call('trips')
  const { rows } = await client.query<{ kind: string; count: number; bytes: number }>(
    `select "resource_manager/record_type" as kind, count::float8, (record_size)::float8 as bytes
     from pg_get_wal_stats($1, $2, true)`,
    [since, await logEnd(client)],
  )
  const of = (...kinds: string[]): number =>
    rows.reduce((sum, { kind, count }) => (kinds.includes(kind) ? sum + count : sum), 0)
  return {
    seconds,
    trips,
    statements,
    kinds,
    serverCpuSeconds: after.server - before.server,
    postgresCpuSeconds: after.postgres - before.postgres,
    // Without images of pages, which hang on when the last checkpoint was.
    walBytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
    rows: of('Heap/INSERT', 'Heap/INSERT+INIT', 'Heap2/MULTI_INSERT'),
    updates: of('Heap/UPDATE', 'Heap/UPDATE+INIT', 'Heap/HOT_UPDATE'),
    hotUpdates: of('Heap/HOT_UPDATE'),
    indexEntries: of('Btree/INSERT_LEAF', 'Btree/INSERT_POST', 'Btree/SPLIT_L', 'Btree/SPLIT_R'),
  }
}

async function logEnd(client: Client): Promise<string> {
  return (await client.query<{ at: string }>('select pg_current_wal_flush_lsn()::text as at')).rows[0]!.at
}
