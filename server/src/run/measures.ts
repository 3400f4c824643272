import { setTimeout as delay } from 'node:timers/promises'
import { measureChannels } from '../channels/channels.ts'
import type { Tx } from '../platform/db/db.ts'
import { measurePool, measureSize } from '../platform/db/measures.ts'
import { measureFeed } from '../platform/events/measures.ts'
import { executeLater } from '../platform/db/prepared.ts'
import type { Foundations } from './foundations.ts'
import { minuteMs, secondMs } from '../lib/clock.ts'
import { measure, measureBy, type Measure } from '../lib/measure.ts'
import { byName, measureFailedReactions } from '../work/reacting/reacting.ts'
import { reactions, takerNames } from './reactions.ts'
import { measureLeases } from '../platform/leases/leases.ts'
import { measureSchedules } from '../platform/schedules/schedules.ts'
import { schedules } from './schedules.ts'
import { measureScans } from '../record/timeline/timeline.ts'
import { measureTimers } from '../platform/timers/timers.ts'
import { timers } from './timers.ts'
import { measureWebhooks } from '../edges/webhooks/webhooks.ts'

export type Reader<Deps> = (tx: Tx, deps: Deps) => Promise<readonly Measure[]>

/** What is read in the database for `/metrics`: one row for each folder that has something to tell. */
const readers: Record<string, Reader<Pick<Foundations, 'clock' | 'files' | 'jobs' | 'store'>>> = {
  feed: measureFeed,
  reactions: (tx) => measureFailedReactions(tx, [...byName(reactions).keys(), ...Object.values(takerNames)]),
  timers: (tx) =>
    measureTimers(
      tx,
      timers.map(({ kind }) => kind),
    ),
  leases: (tx) => measureLeases(tx, ['channel', 'schedule']),
  schedules: (tx) => measureSchedules(tx, schedules),
  channels: async (tx, { clock, store }) => measureChannels(tx, await store.all(), clock.now()),
  webhooks: (tx, { clock }) => measureWebhooks(tx, clock.now()),
  jobs: (_tx, { jobs }) => jobs.measures(),
  scans: measureScans,
  database: measureSize,
  files: async (_tx, { files }) => [
    measure('throughline_files_free_bytes', 'Room on the disk where files arrive.', await files.freeBytes()),
  ],
}

/** However many ask, and however often. */
const gatheredEveryMs = 5 * secondMs
/** A database that is slow must not cost us the numbers of this process. */
const patienceMs = 3 * secondMs
const statementTimeoutMs = 2 * secondMs

/** Registers everything that is measured of the installation as a whole; what happens on this node is counted where it happens. */
export function measureInstallation(deps: Foundations, { version }: { version: string }): void {
  const { metrics, pool } = deps
  metrics.measures(() => [
    {
      name: 'throughline_build_info',
      help: 'Always 1: which version this is.',
      labels: ['version', 'node'],
      samples: [{ labels: { version, node: process.versions.node }, value: 1 }],
    },
    ...measurePool(pool),
  ])
  const gather = createGatherer(deps, readers)
  metrics.measures(gather)
}

/** One after the other, on one connection at a time, each within a time; what could not be read is left out and said. */
export function createGatherer<Deps extends Pick<Foundations, 'db' | 'logger'>>(
  deps: Deps,
  parts: Record<string, Reader<Deps>>,
): () => Promise<Measure[]> {
  const { db, logger } = deps
  let gathering: Promise<void> | null = null
  let gatheredAt = -Infinity
  let known = new Map<string, readonly Measure[]>()
  let saidAt = -Infinity

  async function gatherAll(): Promise<void> {
    const found = new Map<string, readonly Measure[]>()
    for (const [name, read] of Object.entries(parts)) {
      const measures = await readPart(name, read)
      if (measures) found.set(name, measures)
    }
    known = found
    gatheredAt = performance.now()
  }

  async function readPart(name: string, read: Reader<Deps>): Promise<readonly Measure[] | null> {
    try {
      return await db
        .transaction()
        .setAccessMode('read only')
        .execute(async (tx) => {
          await executeLater(tx, { sql: `set local statement_timeout = ${statementTimeoutMs}`, parameters: [] })
          return read(tx, deps)
        })
    } catch (error) {
      if (performance.now() - saidAt > minuteMs) {
        saidAt = performance.now()
        logger.warn({ err: error, part: name }, 'a part of the metrics could not be read')
      }
      return null
    }
  }

  return async () => {
    if (performance.now() - gatheredAt >= gatheredEveryMs) {
      gathering ??= gatherAll().finally(() => (gathering = null))
      const isInTime = await Promise.race([gathering.then(() => true), delay(patienceMs, false, { ref: false })])
      // What was true before the database went away would look as if all were well.
      if (!isInTime) known = new Map()
    }
    const read = Object.fromEntries(Object.keys(parts).map((name) => [name, known.has(name) ? 1 : 0]))
    return [
      ...[...known.values()].flat(),
      measureBy('part', {
        name: 'throughline_metrics_read',
        help: '0: this part of the metrics could not be read, and is missing here.',
        values: read,
      }),
    ]
  }
}
