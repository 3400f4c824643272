import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { newId } from '../../lib/ids.ts'
import { silentLogger } from '../../lib/logger.ts'
import { transact } from '../db/db.ts'
import { createMetrics, type Metrics } from '../http/metrics.ts'
import { createLeases, isLeaseLost, readUnheldLeases, type Claim, type Lease, type Leases } from './leases.ts'

let database: TestDatabase
let nodes: TestNode[]
beforeEach(async () => {
  database = await createTestDatabase({ poolSize: 10 })
  await database.pool.query('create table written (id bigint generated always as identity)')
  nodes = []
})
afterEach(async () => {
  await Promise.all(nodes.map(({ leases }) => leases.stop()))
  await database.drop()
})

interface TestNode {
  leases: Leases
  metrics: Metrics
  claims: Map<string, Claim>
  /** What it works under now. */
  working: Map<string, Lease>
  claim(...names: string[]): void
}

/** Who worked under which lease at the same time as somebody else. */
let together: string[] = []

function startNode(name: string): TestNode {
  const metrics = createMetrics()
  const leases = createLeases({ db: database.db, logger: silentLogger, metrics, node: { id: newId(), name } })
  const node: TestNode = {
    leases,
    metrics,
    claims: new Map(),
    working: new Map(),
    claim(...names) {
      for (const lease of names) node.claims.set(lease, claimOne(lease))
    },
  }
  const claimOne = (lease: string): Claim =>
    leases.claim({
      kind: 'channel',
      name: lease,
      title: `Mailbox ${lease}`,
      async begin(held) {
        if (nodes.some(({ working }) => working.has(lease))) together.push(lease)
        node.working.set(lease, held)
        return { stop: async () => void node.working.delete(lease) }
      },
    })
  nodes.push(node)
  return node
}

const loads = (): number[] => nodes.map(({ working }) => working.size)
const write = (lease: Lease): Promise<unknown> =>
  transact(database.db, async (tx) => {
    await sql`insert into written default values`.execute(tx)
    await lease.check(tx)
  })
const written = async (): Promise<number> => (await database.pool.query('select from written')).rowCount ?? 0

test('one node has it, and when that stops another begins at once', async () => {
  together = []
  const [one, two] = [startNode('one'), startNode('two')]
  one.claim('a')
  await expect.poll(() => one.working.size).toBe(1)
  two.claim('a')
  await write(one.working.get('a')!)
  expect(await one.leases.current()).toMatchObject([{ kind: 'channel', name: 'a', title: 'Mailbox a' }])
  await one.leases.stop()
  await expect.poll(() => two.working.size, { timeout: 2000 }).toBe(1)
  expect(await two.metrics.text()).toMatch(/throughline_leases_taken_total\{kind="channel",after="given_back"\} 1/)
  expect(together).toEqual([])
})

test('one that was not renewed in time is taken over, and who had it writes nothing any more', async () => {
  const [one, two] = [startNode('one'), startNode('two')]
  one.claim('a')
  await expect.poll(() => one.working.size).toBe(1)
  two.claim('a')
  const earlier = one.working.get('a')!
  await write(earlier)
  await database.pool.query('update leases set ends_at = now()')
  await expect(write(earlier)).rejects.toSatisfy(isLeaseLost)
  const later = (): Lease | undefined =>
    nodes.flatMap(({ working }) => [...working.values()]).find(({ fence }) => fence > earlier.fence)
  await expect.poll(later, { timeout: 5000 }).toBeDefined()
  const holder = later()
  await expect(write(earlier)).rejects.toSatisfy(isLeaseLost)
  await write(holder!)
  expect(await written()).toBe(2)
})

test('a lease under which its holder is writing is taken only when that is committed', async () => {
  const [one, two] = [startNode('one'), startNode('two')]
  one.claim('a')
  await expect.poll(() => one.working.size).toBe(1)
  const lease = one.working.get('a')!
  let commit = (): void => {}
  const open = new Promise<void>((resolve) => (commit = resolve))
  let isChecked = (): void => {}
  const checked = new Promise<void>((resolve) => (isChecked = resolve))
  const writing = transact(database.db, async (tx) => {
    await sql`insert into written default values`.execute(tx)
    await lease.check(tx)
    await sql`select 1`.execute(tx)
    isChecked()
    await open
  })
  await checked
  // It ends while the transaction is open, and its holder is not there to renew it.
  await database.pool.query('update leases set ends_at = now()')
  two.claim('a')
  await expect
    .poll(async () => (await readUnheldLeases(database.db))[0]?.seconds ?? 0, { timeout: 5000 })
    .toBeGreaterThan(2)
  expect(two.working.size).toBe(0)
  commit()
  await writing
  await expect.poll(() => loads().reduce((sum, load) => sum + load)).toBe(1)
  expect(await written()).toBe(1)
})

test('a node that cannot renew ends its work by itself before others may begin', async () => {
  const one = startNode('one')
  one.claim('a')
  await expect.poll(() => one.working.size).toBe(1)
  const lease = one.working.get('a')!
  const blocker = await database.pool.connect()
  await blocker.query('begin; lock table leases in access exclusive mode')
  await expect.poll(() => one.working.size, { timeout: 8000 }).toBe(0)
  expect(lease.isHeld()).toBe(false)
  const { rows } = await blocker.query<{ left: number }>(
    'select extract(epoch from ends_at - clock_timestamp())::float8 as left from leases',
  )
  expect(rows[0]!.left).toBeGreaterThan(0)
  await blocker.query('rollback')
  blocker.release()
  await expect.poll(() => one.working.size, { timeout: 12_000 }).toBe(1)
  expect(await one.metrics.text()).toMatch(/throughline_leases_lost_total\{kind="channel"\} 1/)
}, 30_000)

test('nodes share them: one that comes gets its part, and one that goes leaves its part to the others', async () => {
  together = []
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const [one, two, three] = [startNode('one'), startNode('two'), startNode('three')]
  one.claim(...names)
  await expect.poll(loads).toEqual([6, 0, 0])
  two.claim(...names)
  await expect.poll(loads, { timeout: 6000 }).toEqual([3, 3, 0])
  three.claim(...names)
  await expect.poll(loads, { timeout: 6000 }).toEqual([2, 2, 2])
  await one.leases.stop()
  await expect.poll(loads, { timeout: 8000 }).toEqual([0, 3, 3])
  expect(together).toEqual([])
}, 30_000)

test('one that nobody wants any more is forgotten, and one that nobody has is named', async () => {
  const one = startNode('one')
  one.claim('a', 'b')
  await expect.poll(() => one.working.size).toBe(2)
  await one.claims.get('a')!.drop()
  await one.claims.get('b')!.release()
  expect(await readUnheldLeases(database.db)).toMatchObject([{ name: 'b', title: 'Mailbox b', nodeName: 'one' }])
})

test('work that is begun anew goes on under the same lease', async () => {
  const one = startNode('one')
  one.claim('a')
  await expect.poll(() => one.working.size).toBe(1)
  const { fence } = one.working.get('a')!
  one.working.clear()
  await Promise.all([one.claims.get('a')!.restart(), one.claims.get('a')!.restart()])
  await expect.poll(() => one.working.get('a')?.fence).toBe(fence)
})

test('work that could not begin is begun again, while the lease is held', async () => {
  const one = startNode('one')
  let tries = 0
  one.leases.claim({
    kind: 'channel',
    name: 'a',
    title: 'Mailbox a',
    async begin() {
      if (++tries < 3) throw new Error('not now')
      return null
    },
  })
  await expect.poll(() => tries, { timeout: 5000 }).toBe(3)
})

test('after the clock of the database was set back, what a dead node had is taken all the same', async () => {
  const [dead, kind] = [newId(), 'channel']
  // As it stands in the tables when the clock was an hour ahead.
  await database.pool.query(
    `insert into leases (kind, name, title, node_id, node_name, fence, ends_at)
     select $2, name, name, $1, 'dead', nextval('lease_fences'), now() + interval '1 hour'
     from unnest(array['a', 'b', 'c', 'd']) as of(name)`,
    [dead, kind],
  )
  await database.pool.query(
    `insert into lease_takers (node_id, kind, seen_at) values ($1, $2, now() + interval '1 hour')`,
    [dead, kind],
  )
  const one = startNode('one')
  one.claim('a', 'b', 'c', 'd')
  await expect.poll(loads, { timeout: 5000 }).toEqual([4])
  await write(one.working.get('a')!)
})

test('after the clock of the database was set back, a node keeps what it has', async () => {
  const [one, two] = [startNode('one'), startNode('two')]
  one.claim('a')
  await expect.poll(() => one.working.size).toBe(1)
  const { fence } = one.working.get('a')!
  // Not so far that another node would take it at once.
  await database.pool.query(`update leases set ends_at = ends_at + interval '5 seconds'`)
  two.claim('a')
  const ends = 'select extract(epoch from ends_at - clock_timestamp())::float8 as left from leases'
  const left = async () => (await database.pool.query<{ left: number }>(ends)).rows[0]!.left
  await expect.poll(left, { timeout: 5000 }).toBeLessThan(6.1)
  expect([one.working.get('a')?.fence, two.working.size]).toEqual([fence, 0])
})
