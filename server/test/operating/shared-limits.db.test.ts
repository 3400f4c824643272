import { afterAll, beforeAll, expect, test } from 'vitest'
import { minuteMs } from '../../src/lib/clock.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { startSecondNode, type SecondNode } from '../security/second-node.ts'

// Three nodes, and a limit of 60 requests a minute for a caller.

const limit = 60
const env = { SECRET_KEY: 'k'.repeat(64), RATE_LIMIT: String(limit) }
let one: TestApp
let others: SecondNode[]
beforeAll(async () => {
  one = await startTestApp({ env })
  others = [await startSecondNode(one, env), await startSecondNode(one, env)]
})
afterAll(async () => {
  await Promise.all(others.map((node) => node.stop()))
  await one.stop()
})

const tokenOf = async (name: string): Promise<string> =>
  (await one.api<{ token: string }>('POST', '/tokens', { name, role: 'admin' })).token
const ask = async (url: string, token: string): Promise<number> =>
  (await fetch(`${url}/api/v1/nodes`, { headers: { authorization: `Bearer ${token}` } })).status

/** Counting begins anew with each minute. */
async function inOneMinute(): Promise<void> {
  if (Date.now() % minuteMs > minuteMs - 15_000) {
    const before = Math.floor(Date.now() / minuteMs)
    await expect.poll(() => Math.floor(Date.now() / minuteMs), { timeout: 20_000 }).toBeGreaterThan(before)
  }
}

test('a limit holds over all nodes, whichever a caller asks', async () => {
  const nodes = [one, ...others]
  // Each has found the others.
  const { items } = await one.api<{ items: unknown[] }>('GET', '/nodes')
  expect(items).toHaveLength(3)
  const found = async () =>
    (await one.database.pool.query(`select from nodes where seen_at > (select max(started_at) from nodes)`)).rowCount
  await expect.poll(found, { timeout: 10_000 }).toBe(3)
  await inOneMinute()
  const [turning, staying, other] = [await tokenOf('Turning'), await tokenOf('Staying'), await tokenOf('Other')]
  const statuses: number[] = []
  for (let n = 0; n < 2 * limit; n++) statuses.push(await ask(nodes[n % 3]!.url, turning))
  const allowed = statuses.filter((status) => status === 200).length
  expect(new Set(statuses)).toEqual(new Set([200, 429]))
  expect(allowed).toBeGreaterThan(limit * 0.8)
  // Each may be a tenth behind in what it knows of the others.
  expect(allowed).toBeLessThanOrEqual(limit * 1.3)

  // Who used it up at one node has little left at another: a tenth before that asks the first time, and a tenth that the
  // first has yet to say. What comes while it asks is not counted here: how much that is depends on the machine.
  const first: number[] = []
  for (let n = 0; n < limit; n++) first.push(await ask(one.url, staying))
  expect(first.filter((status) => status === 200)).toHaveLength(limit)
  const elsewhere: number[] = []
  for (let n = 0; n < limit / 10; n++) elsewhere.push(await ask(others[0]!.url, staying))
  const hasAsked = async () =>
    (
      await one.database.pool.query(
        'select counted from request_counts group by counted having count(*) = 2 and max(count) = $1',
        [limit],
      )
    ).rowCount
  await expect.poll(hasAsked, { timeout: 10_000 }).toBe(1)
  for (let n = elsewhere.length; n < limit; n++) elsewhere.push(await ask(others[0]!.url, staying))
  expect(elsewhere.filter((status) => status === 200).length).toBeLessThanOrEqual(limit * 0.3)

  expect(await ask(others[1]!.url, other)).toBe(200)
}, 60_000)
