import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { dayMs, hourMs, minuteMs } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import { silentLogger } from '../../lib/logger.ts'
import { createMetrics } from '../http/metrics.ts'
import { createLeases } from '../leases/leases.ts'
import { followSchedules, scheduleStates, type Schedule } from './schedules.ts'

let database: TestDatabase
let nodes: { stop(): Promise<void> }[]
beforeEach(async () => {
  database = await createTestDatabase({ poolSize: 10 })
  nodes = []
})
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.stop()))
  await database.drop()
})

function startNode(name: string, schedules: readonly Schedule<Deps>[]) {
  const { db } = database
  const leases = createLeases({ db, logger: silentLogger, metrics: createMetrics(), node: { id: newId(), name } })
  const following = followSchedules(schedules, { db, leases, logger: silentLogger, node: name })
  const node = {
    name,
    stop: async () => {
      await following.stop()
      await leases.stop()
    },
  }
  nodes.push(node)
  return node
}
type Deps = Parameters<typeof followSchedules>[1] & { node: string }

const holder = async (): Promise<string | undefined> => {
  const sql = 'select node_name from leases where ends_at > now()'
  return (await database.pool.query<{ node_name: string }>(sql)).rows[0]?.node_name
}
const doneFor = async (): Promise<string | undefined> => {
  const sql = 'select done_for from schedules'
  return (await database.pool.query<{ done_for: Date }>(sql)).rows[0]?.done_for.toISOString()
}

test('each time is done once over all nodes, also when one takes over from another', async () => {
  const runs: { node: string; dueAt: number }[] = []
  const often: Schedule<Deps> = {
    name: 'often',
    everyMs: 100,
    tasks: { note: async ({ node }, dueAt) => runs.push({ node, dueAt: dueAt.getTime() }) },
  }
  const byName = new Map(['one', 'two'].map((name) => [name, startNode(name, [often])]))
  await expect.poll(() => runs.length).toBeGreaterThan(5)
  const first = (await holder())!
  expect(new Set(runs.map(({ node }) => node))).toEqual(new Set([first]))
  await byName.get(first)!.stop()
  await expect.poll(() => runs.filter(({ node }) => node !== first).length, { timeout: 5000 }).toBeGreaterThan(5)
  const times = runs.map(({ dueAt }) => dueAt)
  expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b))
})

test('a night that was missed is made up for when a node is back, once', async () => {
  const nights: string[] = []
  const nightly: Schedule<Deps> = {
    name: 'nightly',
    everyMs: dayMs,
    afterMs: 3 * hourMs + 17 * minuteMs,
    tasks: { note: async (_deps, dueAt) => nights.push(dueAt.toISOString()) },
  }
  const before = startNode('before', [nightly])
  await expect.poll(doneFor).toMatch(/T03:17:00.000Z$/)
  // A new one has nothing to make up for.
  expect(nights).toEqual([])
  const last = await doneFor()
  await before.stop()
  await database.pool.query(`update schedules set done_for = done_for - interval '3 days'`)
  startNode('after', [nightly])
  await expect.poll(doneFor, { timeout: 5000 }).toBe(last)
  expect(nights).toEqual([last])
})

test('what was done while the clock was ahead keeps nothing from being done after it was set back', async () => {
  const runs: string[] = []
  const nightly: Schedule<Deps> = {
    name: 'nightly',
    everyMs: dayMs,
    tasks: { note: async (_deps, dueAt) => runs.push(dueAt.toISOString()) },
  }
  const before = startNode('before', [nightly])
  await expect.poll(doneFor).toBeDefined()
  const last = (await doneFor())!
  await before.stop()
  await database.pool.query(`update schedules set done_for = done_for + interval '3 days'`)
  startNode('after', [nightly])
  await expect.poll(doneFor, { timeout: 5000 }).toBe(last)
  expect(runs).toEqual([last])
})

test('a time whose node is gone before it was done is done by another', async () => {
  const runs: string[] = []
  let isHung = false
  let goOn = (): void => {}
  const hung = new Promise<void>((resolve) => (goOn = resolve))
  const schedule: Schedule<Deps> = {
    name: 'now and then',
    everyMs: minuteMs,
    tasks: {
      first: async ({ node }) => {
        runs.push(`${node} first`)
        if (node !== 'one') return
        isHung = true
        await hung
      },
      second: async ({ node }) => runs.push(`${node} second`),
    },
  }
  await database.pool.query(`insert into schedules (name, done_for) values ('now and then', '2026-01-01')`)
  startNode('one', [schedule])
  await expect.poll(() => isHung).toBe(true)
  startNode('two', [schedule])
  // As if the first one had been paused for longer than its lease.
  await database.pool.query('update leases set ends_at = now(), fence = 0')
  await expect.poll(() => runs, { timeout: 15_000 }).toEqual(['one first', 'two first', 'two second'])
  const noted = await doneFor()
  goOn()
  await nodes[0]!.stop()
  expect(runs).toEqual(['one first', 'two first', 'two second'])
  expect(await doneFor()).toBe(noted)
}, 30_000)

test('what is overdue and what failed is known', async () => {
  const often: Schedule<Deps> = {
    name: 'often',
    everyMs: 100,
    tasks: {
      broken: async () => {
        throw new Error('not today')
      },
    },
  }
  const late = { name: 'late', everyMs: minuteMs }
  startNode('one', [often])
  await database.pool.query(`insert into schedules (name, done_for) values ('late', now() - interval '5 minutes')`)
  const states = () => scheduleStates(database.db, [often, late, { name: 'unknown', everyMs: minuteMs }])
  await expect.poll(async () => (await states())[0]!.failedTasks).toEqual(['broken'])
  const [, second, third] = await states()
  expect(second!.overdueSeconds).toBeGreaterThan(200)
  expect(third).toEqual({ name: 'unknown', overdueSeconds: 0, doneAt: null, failedTasks: [] })
})
