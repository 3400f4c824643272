import { readMetrics } from '../../server/test/operating/read-metrics.ts'
import type { NextVersion } from '../../server/test/operating/next-version.ts'
import { until } from './until.ts'
import type { StoryClock } from './monitoring/story-clock.ts'
import type { Broken } from './monitoring/try-rules.ts'
import type { Installation } from './services/installation.ts'
import type { Node } from './services/node.ts'
import { readerOf } from './traffic/mailbox.ts'

/** An hour in which everything breaks once. */
export interface Told {
  readonly broken: readonly Broken[]
  /** After how long another node read the mailbox, each time that the one which did was killed. */
  readonly takeoversMs: readonly number[]
  /** When nobody could be answered, by `performance.now()`. */
  readonly databaseAway: { readonly fromMs: number; readonly toMs: number }
}

interface Stage {
  installation: Installation
  token: string
  clock: StoryClock
  nextVersion: Pick<NextVersion, 'folder' | 'version'>
  say: (line: string) => void
}

export async function tellStory(stage: Stage): Promise<Told> {
  const { clock, installation } = stage
  const broken: Broken[] = []
  const takeoversMs: number[] = []
  await clock.pass(3)
  // The one that reads the mailbox first, and each of them once.
  const [one, two, three] = await readerFirst(stage)
  broken.push(await killNode(stage, one!, takeoversMs))
  if (installation.nats) broken.push(await killNats(stage, installation.nats))
  broken.push(await killNode(stage, two!, takeoversMs))
  await restartDatabaseAtOnce(stage)
  await replaceNodes(stage)
  const outage = await loseDatabase(stage)
  broken.push(outage.broken, await killNode(stage, three!, takeoversMs))
  await clock.pass(2)
  return { broken, takeoversMs, databaseAway: outage.away }
}

async function readerFirst({ installation: { nodes }, token }: Stage): Promise<readonly Node[]> {
  const reader = await readerOf(nodes, { url: nodes[0]!.url, token })
  if (reader === null) throw new Error('no node reads the mailbox')
  return [reader, ...nodes.filter((node) => node !== reader)]
}

async function killNode(stage: Stage, node: Node, takeoversMs: number[]): Promise<Broken> {
  const { clock, say, installation, token } = stage
  say(`kill -9 of ${node.name}`)
  const fromMs = clock.nowMs
  const others = installation.nodes.filter((other) => other !== node)
  const asked = { url: others[0]!.url, token }
  const wasReader = (await readerOf(installation.nodes, asked)) === node
  const killedMs = performance.now()
  await node.kill()
  if (wasReader) {
    await until('another node reads the mailbox', async () => (await readerOf(others, asked)) !== null)
    takeoversMs.push(performance.now() - killedMs)
    say(`another node reads the mailbox after ${Math.round(takeoversMs.at(-1)!)} ms`)
  }
  await clock.pass(4)
  await node.start()
  await clock.pass(3)
  return {
    what: node.name,
    fromMs,
    toMs: clock.nowMs,
    owed: [{ alert: 'ThroughlineDown', instances: [node.name] }],
  }
}

async function killNats({ clock, say, installation }: Stage, nats: NonNullable<Installation['nats']>): Promise<Broken> {
  say('kill -9 of NATS')
  const fromMs = clock.nowMs
  await nats.kill()
  await clock.pass(7)
  await nats.start()
  const { nodes, metricsToken } = installation
  for (const { url } of nodes) {
    await until('hints go by NATS again', async () => {
      const found = await readMetrics({ url, token: metricsToken })
      return found.value('throughline_nats_connected') === 1
    })
  }
  await clock.pass(2)
  return {
    what: 'NATS',
    fromMs,
    toMs: clock.nowMs,
    owed: [{ alert: 'ThroughlineNatsIsAway', instances: nodes.map(({ name }) => name) }],
  }
}

/** Its supervisor starts it again: nobody notices but by waiting. */
async function restartDatabaseAtOnce({ clock, say, installation: { database } }: Stage): Promise<void> {
  say('kill -9 of PostgreSQL, which is started again at once')
  await database.kill()
  await database.start()
  await clock.pass(5)
}

/** As docs/operate/upgrading.md says: one after the other, each ready before the next. */
async function replaceNodes({ clock, say, installation, nextVersion }: Stage): Promise<void> {
  for (const node of installation.nodes) {
    say(`SIGTERM to ${node.name}, then the next version`)
    const code = await node.stop()
    if (code !== 0) throw new Error(`${node.name} ended with ${code}`)
    await node.start(nextVersion.folder)
    const found = await readMetrics({ url: node.url, token: installation.metricsToken })
    if (found.all('throughline_build_info')[0]?.labels['version'] !== nextVersion.version)
      throw new Error(`${node.name} does not run the next version`)
  }
  await clock.pass(5)
}

async function loseDatabase({
  clock,
  say,
  installation,
}: Stage): Promise<{ broken: Broken; away: Told['databaseAway'] }> {
  const { database, nodes } = installation
  say('kill -9 of PostgreSQL, for ten minutes')
  const fromMs = clock.nowMs
  const awayFromMs = performance.now()
  await database.kill()
  await clock.pass(10)
  await database.start()
  for (const { url } of nodes) await until(`${url} is ready again`, async () => (await fetch(`${url}/readyz`)).ok)
  const awayToMs = performance.now()
  // What is counted over five minutes shows the failures for as long.
  await clock.pass(6)
  const names = nodes.map(({ name }) => name)
  return {
    broken: {
      what: 'PostgreSQL',
      fromMs,
      toMs: clock.nowMs,
      owed: [
        { alert: 'ThroughlineNodeIsNotReady', instances: names },
        { alert: 'ThroughlineNumbersAreMissing', instances: names },
      ],
      allowed: ['ThroughlineRequestsFail'],
    },
    away: { fromMs: awayFromMs, toMs: awayToMs },
  }
}
