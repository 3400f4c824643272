import { spawn, spawnSync } from 'node:child_process'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { freePort } from '../../../test/free-port.ts'
import { createMetrics, type Metrics } from '../http/metrics.ts'
import { systemClock } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import { silentLogger, type Logger } from '../../lib/logger.ts'
import { createSecretBox } from '../../lib/secrets.ts'
import type { Hint, Hints } from './hints.ts'
import { sharedHints } from './shared-hints.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const opened: Hints[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((hints) => hints.close()))
})

interface NodeOptions {
  natsUrl?: string
  key?: string
  hasPeers?: () => boolean
  logger?: Logger
  metrics?: Metrics
}

function node({ natsUrl, key = 'k', hasPeers = () => true, logger = silentLogger, metrics }: NodeOptions = {}) {
  const secrets = createSecretBox(key.repeat(64))
  const { connection } = database
  const deps = { secrets, clock: systemClock, logger, ...(metrics ? { metrics } : {}) }
  const hints = sharedHints({ ...deps, natsUrl: natsUrl ?? null, connection, hasPeers })
  opened.push(hints)
  const heard: Hint[] = []
  hints.subscribe((hint) => heard.push(hint))
  return { ...hints, heard }
}
type TestNode = ReturnType<typeof node>

const newHint = (): Hint => ({ about: 'thread', customerId: newId(), issueIds: [newId()] })

/** Until both have their connections. */
async function connected(one: TestNode, other: TestNode): Promise<void> {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const hint = newHint()
    await expect
      .poll(() => {
        from.publish(hint)
        return to.heard
      })
      .toContainEqual(hint)
  }
}

const among = (heard: readonly Hint[], hints: readonly Hint[]): Hint[] =>
  heard.filter((one) => hints.some((hint) => isDeepStrictEqual(hint, one)))

/** The connections of nodes that hints go over; `more` narrows them down. */
async function wires(what: string, more = ''): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `select count(${what})::int as count from pg_stat_activity where datname = current_database()
     and pid <> pg_backend_pid() and (query ilike 'listen %' or query like 'select pg_notify($1%') ${more}`,
  )
  return rows[0]!.count
}

test('what one node hints, every node hears, itself at once and once', async () => {
  const [one, other] = [node(), node()]
  await connected(one, other)
  const hints = [newHint(), { about: 'seen', customerId: newId() } as const, newHint()]
  for (const hint of hints) one.publish(hint)
  expect(among(one.heard, hints)).toEqual(hints)
  await expect.poll(() => among(other.heard, hints)).toEqual(hints)
  await connected(one, other)
  expect(among(one.heard, hints)).toEqual(hints)
})

test('a node that is alone sends nothing', async () => {
  const [alone, other, third] = [node({ hasPeers: () => false }), node(), node()]
  await connected(third, other)
  const unheard = newHint()
  alone.publish(unheard)
  expect(among(alone.heard, [unheard])).toEqual([unheard])
  await connected(third, other)
  expect(among(other.heard, [unheard])).toEqual([])
})

test('what others notify who have no key is no hint', async () => {
  const [one, other] = [node(), node()]
  await connected(one, other)
  const [forged, unsigned] = [newHint(), newHint()]
  const [stranger, strangersPeer] = [node({ key: 's' }), node({ key: 's' })]
  await database.pool.query("select pg_notify('throughline_hints', $1)", [
    Buffer.from(JSON.stringify({ from: newId(), number: 1, at: Date.now(), hints: [unsigned] })).toString('base64'),
  ])
  await connected(stranger, strangersPeer)
  stranger.publish(forged)
  await expect.poll(() => among(strangersPeer.heard, [forged])).toEqual([forged])
  await connected(one, other)
  expect(among(other.heard, [forged, unsigned])).toEqual([])
})

test('a connection that is cut is made anew', async () => {
  const [one, other] = [node(), node()]
  await connected(one, other)
  expect(await wires('pg_terminate_backend(pid)')).toBeGreaterThanOrEqual(2)
  await connected(one, other)
})

test('without NATS, at the start or later, hints go by PostgreSQL', async () => {
  const warned: string[] = []
  const logger = { ...silentLogger, warn: (_about: unknown, text?: string) => void warned.push(text ?? '') }
  const natsUrl = `nats://127.0.0.1:${await freePort()}`
  const one = node({ natsUrl, logger: logger as unknown as Logger })
  const other = node({ natsUrl })
  await connected(one, other)
  await expect.poll(() => warned.join()).toContain('NATS_URL does not answer')
})

// Wants a real NATS server; CI installs one.
const isInstalled = spawnSync('nats-server', ['--version']).status === 0

test.runIf(isInstalled)('hints go by NATS as soon as it is there, and by PostgreSQL when it is gone', async () => {
  const port = await freePort()
  const natsUrl = `nats://127.0.0.1:${port}`
  const metrics = createMetrics()
  const isTold = async (): Promise<string | undefined> =>
    /^throughline_nats_connected (\d)/m.exec(await metrics.text())?.[1]
  const [one, other] = [node({ natsUrl, metrics }), node({ natsUrl })]
  await connected(one, other)
  expect(await isTold()).toBe('0')
  const server = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  try {
    // From then on PostgreSQL is not asked for it.
    const isQuiet = async (): Promise<boolean> => {
      const { rows } = await database.pool.query<{ now: string }>('select now()::text as now')
      await connected(one, other)
      return (await wires('*', `and state_change > '${rows[0]!.now}'`)) === 0
    }
    await expect.poll(isQuiet).toBe(true)
    expect(await isTold()).toBe('1')
  } finally {
    server.kill()
  }
  await expect.poll(isTold).toBe('0')
  await connected(one, other)
})
