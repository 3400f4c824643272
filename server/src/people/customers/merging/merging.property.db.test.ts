import { untranslated } from '@throughline/protocol/words.ts'
import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { transact } from '../../../platform/db/db.ts'
import { AppError } from '../../../lib/errors.ts'
import { attachIdentity } from '../identities/attach.ts'
import { resolveSender } from '../identities/resolve-sender.ts'
import { appendEntry, at, channelId, mail, nora, now } from '../testing.ts'
import { canonicalIdOf } from '../thread/find-thread.ts'
import { membersOf } from '../thread/queries.ts'
import { mergeCustomers } from './merge.ts'
import { undoMerge } from './undo-merge.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

type Step =
  | { do: 'contact'; address: number; claimed: boolean; minute: number }
  | { do: 'attach'; address: number; customer: number }
  | { do: 'merge'; customer: number; other: number }
  | { do: 'undo'; merge: number }

const addresses = 5
const any = fc.nat({ max: 11 })
const step: fc.Arbitrary<Step> = fc.oneof(
  // The clock may stand still or go back; order must not depend on it.
  fc.record({
    do: fc.constant('contact' as const),
    address: fc.nat({ max: addresses - 1 }),
    claimed: fc.boolean(),
    minute: fc.nat({ max: 3 }),
  }),
  fc.record({ do: fc.constant('attach' as const), address: fc.nat({ max: addresses - 1 }), customer: any }),
  fc.record({ do: fc.constant('merge' as const), customer: any, other: any }),
  fc.record({ do: fc.constant('undo' as const), merge: any }),
)

/** What happened, as steps; numbers pick among what exists, so that every sequence means something. */
class World {
  readonly #run: string
  readonly customers: string[] = []
  readonly merges: string[] = []
  readonly undone = new Set<string>()
  /** By entry: the identity it came through and the record that this identity belonged to. */
  readonly homeByEntry = new Map<string, { identityId: string; homeId: string }>()

  constructor(run: number) {
    this.#run = `run${run}`
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'contact':
        return this.contact(step)
      case 'attach':
        return this.attach(step)
      case 'merge':
        return this.merge(step)
      case 'undo':
        return this.undo(this.#pick(this.merges, step.merge))
    }
  }

  async contact({ address, claimed, minute }: Step & { do: 'contact' }): Promise<void> {
    const when = at(`08:0${minute}:00`)
    const from = mail(`${this.#run}.${address}@example.com`, { assurance: claimed ? 'claimed' : 'asserted' })
    const { sender, position, newest } = await transact(database.db, async (tx) => {
      const sender = await resolveSender(tx, { channelId, from, now: when })
      const newest = await newestEntryAmong(await membersOf(tx, sender.homeId))
      return {
        sender,
        newest,
        position: await appendEntry(tx, {
          homeId: sender.homeId,
          identityId: sender.identity.id,
          at: when,
          taken: sender.position,
        }),
      }
    })
    expect(position.canonicalId).toBe(sender.canonicalId)
    // The newest entry of the whole canonical thread, by whatever record it came.
    if (newest !== null) expect(position.recordedAtExact > newest).toBe(true)
    if (sender.created) this.customers.push(sender.homeId)
    this.homeByEntry.set(position.entryId, { identityId: sender.identity.id, homeId: sender.homeId })
  }

  async attach({ address, customer }: Step & { do: 'attach' }): Promise<void> {
    const customerId = this.#pick(this.customers, customer)
    if (customerId === undefined) return
    const identity = { kind: 'email', value: `${this.#run}.${address}@example.com`, assurance: 'asserted' as const }
    const attachment = { customerId, identity, provenance: 'staff' as const, by: nora, now }
    await transact(database.db, (tx) => attachIdentity(tx, attachment)).catch(expectCode('identity_in_use'))
  }

  async merge({ customer, other }: Step & { do: 'merge' }): Promise<void> {
    const customerId = this.#pick(this.customers, customer)
    const otherCustomerId = this.#pick(this.customers, other)
    if (customerId === undefined || otherCustomerId === undefined) return
    const request = { customerId, otherCustomerId, reason: untranslated('random'), by: nora, now }
    const merged = await transact(database.db, (tx) => mergeCustomers(tx, request)).catch(expectCode('already_merged'))
    if (merged) this.merges.push(merged.id)
  }

  async undo(mergeId: string | undefined): Promise<void> {
    if (mergeId === undefined) return
    const code = this.undone.has(mergeId) ? 'merge_already_undone' : 'none'
    await transact(database.db, (tx) => undoMerge(tx, { mergeId, by: nora, now })).catch(expectCode(code))
    this.undone.add(mergeId)
  }

  #pick(from: readonly string[], number: number): string | undefined {
    return from[number % Math.max(1, from.length)]
  }
}

const expectCode = (code: string) => (error: unknown) => {
  if (!(error instanceof AppError)) throw error
  expect(error.code).toBe(code)
  return null
}

interface EntryRow {
  id: string
  homeId: string
  identityId: string
  identityHomeId: string
  seq: number
  recordedAt: string
}

async function entriesOf(homeIds: readonly string[]): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.id, e.customer_id as "homeId", e.identity_id as "identityId", i.customer_id as "identityHomeId", e.seq,
      to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
    from entries e join identities i on i.id = e.identity_id
    where e.customer_id = any(${homeIds}::uuid[])
    order by e.recorded_at, e.id`.execute(database.db)
  return rows
}

async function newestEntryAmong(homeIds: readonly string[]): Promise<string | null> {
  return (await entriesOf(homeIds)).at(-1)?.recordedAt ?? null
}

async function expectNothingLost(world: World): Promise<void> {
  const entries = await entriesOf(world.customers)
  // None lost, none doubled, each with the record that its identity belongs to.
  expect(entries.map(({ id }) => id).toSorted()).toEqual([...world.homeByEntry.keys()].toSorted())
  for (const entry of entries) {
    expect(entry).toMatchObject(world.homeByEntry.get(entry.id)!)
    expect(entry.identityHomeId).toBe(entry.homeId)
  }
  for (const [, ofHome] of Map.groupBy(entries, ({ homeId }) => homeId)) {
    expect(ofHome.map(({ seq }) => seq)).toEqual(ofHome.map((_, index) => index + 1))
    const times = ofHome.map(({ recordedAt }) => recordedAt)
    expect(times).toEqual([...new Set(times)])
  }
}

/** Every entry is on exactly one canonical thread. */
async function expectOneThreadEach(world: World): Promise<void> {
  const roots = new Set<string>()
  for (const id of world.customers) roots.add(await canonicalIdOf(database.db, id))
  const members = (await Promise.all([...roots].map((id) => membersOf(database.db, id)))).flat()
  expect(members.toSorted()).toEqual(world.customers.toSorted())
}

const tables = ['customers', 'identities', 'blocked_values', 'entries'] as const
async function contents(): Promise<unknown> {
  const rows = tables.map((table) =>
    sql`select t::text as row from ${sql.table(table)} t order by 1`.execute(database.db),
  )
  return (await Promise.all(rows)).map((result) => result.rows)
}

test('whatever comes, is merged and taken back: each entry stays with the customer its address belongs to', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const world = new World(run++)
      for (const step of steps) await world.take(step)
      await expectNothingLost(world)
      await expectOneThreadEach(world)

      for (const mergeId of world.merges) if (!world.undone.has(mergeId)) await world.undo(mergeId)
      await expectNothingLost(world)
      for (const id of world.customers) expect(await canonicalIdOf(database.db, id)).toBe(id)
    }),
    { numRuns: 40 },
  )
})

test('taking back all merges, in any order, restores every row of every table but the evidence', async () => {
  let run = 1000
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ customer: any, other: any, undo: fc.option(any) }), { minLength: 2, maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      async (pairs, order) => {
        const world = new World(run++)
        for (let address = 0; address < addresses; address++) {
          await world.contact({ do: 'contact', address, claimed: address % 2 === 0, minute: address % 3 })
        }
        const before = await contents()
        for (const { undo, ...pair } of pairs) {
          await world.merge({ do: 'merge', ...pair })
          if (undo !== null) await world.undo(world.merges[undo % Math.max(1, world.merges.length)])
        }
        const standing = world.merges.filter((id) => !world.undone.has(id))
        while (standing.length > 0) {
          const [mergeId] = standing.splice(order.next().value % standing.length, 1)
          await world.undo(mergeId)
        }
        expect(await contents()).toEqual(before)
      },
    ),
    { numRuns: 40 },
  )
})
