import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { newId } from '../../../lib/ids.ts'
import { andRuleSql, conditionSql, holds, onColumns, ruleSql, type Condition, type Rule } from './rules.ts'

// A condition is evaluated twice: over a subject, and by PostgreSQL over rows. Both have to say the same.

const ids = Array.from({ length: 4 }, newId)
const id = fc.constantFrom(...ids)
const facts = ['owner', 'team'] as const
const columns = { owner: sql.ref('owner'), team: sql.ref('team') }

/** Every way in which the facts of a thing can stand. */
const things = [null, ...ids].flatMap((owner) => [null, ...ids].map((team) => ({ owner, team })))

const { condition } = fc.letrec<{ condition: Condition<(typeof facts)[number]> }>((again) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ fact: fc.constantFrom(...facts), in: fc.array(id, { maxLength: 3 }) }),
    fc.record({ fact: fc.constantFrom(...facts), isNull: fc.constant(true as const) }),
    fc.record({ not: again('condition') }),
    fc.record({ all: fc.array(again('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(again('condition'), { maxLength: 3 }) }),
  ),
}))

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await sql`create table things (owner uuid, team uuid)`.execute(database.db)
  for (const { owner, team } of things) {
    await sql`insert into things values (${owner}, ${team})`.execute(database.db)
  }
})
afterAll(() => database.drop())

test('of all things, a statement finds those for which the condition holds, and never an unknown answer', async () => {
  const sizes = new Set<number>()
  await fc.assert(
    fc.asyncProperty(condition, async (where) => {
      const { rows } = await sql<{ owner: string | null; team: string | null; is_met: boolean | null }>`
        select owner, team, ${conditionSql(where, columns)} as is_met from things`.execute(database.db)
      expect(rows).toHaveLength(things.length)
      for (const { is_met, ...thing } of rows) expect(is_met).toBe(holds(where, thing))
      sizes.add(rows.filter(({ is_met }) => is_met).length)
    }),
    { seed: 20261129, numRuns: 500 },
  )
  // The conditions selected different entries in many cases.
  expect(sizes.size).toBeGreaterThan(10)
})

test('without a rule, or with rules for other actions only, a statement is what it was', () => {
  const facts = { customer: onColumns({ id: sql.ref('owner') }) }
  const forWriting: Rule = { about: 'customer', where: { fact: 'id', in: ids }, actions: ['customers.write'] }
  const plain = sql`select from things where true`.compile(database.db)
  for (const caller of [{}, { narrowedBy: [] }, { narrowedBy: [forWriting] }]) {
    const only = ruleSql(caller, 'customers.read', facts)
    const { sql: text, parameters } = sql`select from things where true${andRuleSql(only)}`.compile(database.db)
    expect({ text, parameters }).toEqual({ text: plain.sql, parameters: [] })
  }
  expect(ruleSql({ narrowedBy: [forWriting] }, 'customers.write', facts)).toHaveLength(1)
})

test('a fact that a thing does not have is a fault of the program, not an answer', () => {
  const where = { fact: 'colour', in: ids }
  expect(() => holds(where, { owner: null, team: null })).toThrow('colour')
  expect(() => conditionSql(where, columns)).toThrow('colour')
})
