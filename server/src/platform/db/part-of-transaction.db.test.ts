import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { transact, type Tx } from './db.ts'
import { runPart } from './part-of-transaction.ts'
import { executeLater, insertLater } from './prepared.ts'
import { rowInsert } from './row-insert.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const insert = rowInsert('blocked_values', { kind: 'text', value: 'text', reason: 'text' })
const add = (tx: Tx, value: string) => sql`insert into blocked_values values ('k', ${value}, '')`.execute(tx)
const addLater = (tx: Tx, value: string) => insertLater(tx, insert, ['k', value, ''])
const fail = (tx: Tx) => sql`select 1 / 0`.execute(tx)

/** What a transaction leaves, in the order of the values. */
async function leftBy(work: (tx: Tx) => Promise<void>): Promise<string[]> {
  await sql`delete from blocked_values`.execute(database.db)
  await transact(database.db, work)
  const { rows } = await sql<{ value: string }>`select value from blocked_values order by value`.execute(database.db)
  return rows.map(({ value }) => value)
}

test('a part that fails is taken back alone, whether a statement failed or the code', async () => {
  const left = await leftBy(async (tx) => {
    await add(tx, 'before')
    const failing = await runPart(tx, async () => {
      await add(tx, 'lost')
      await fail(tx)
    })
    expect(failing).toMatchObject({ error: { code: '22012' } })
    const throwing = await runPart(tx, async () => {
      await add(tx, 'lost')
      throw new Error('no')
    })
    expect(throwing).toEqual({ error: new Error('no') })
    expect(await runPart(tx, async () => (await add(tx, 'kept'), 7))).toEqual({ value: 7 })
    await add(tx, 'after')
  })
  expect(left).toEqual(['after', 'before', 'kept'])
})

test('what was put off before a part stays, what the part put off goes with it, and its error is the part’s', async () => {
  const left = await leftBy(async (tx) => {
    await addLater(tx, 'before')
    await runPart(tx, async () => {
      await addLater(tx, 'lost')
      throw new Error('no')
    })
    await addLater(tx, 'between')
    await runPart(tx, async () => {
      await addLater(tx, 'lost')
      await add(tx, 'lost as well')
      throw new Error('no')
    })
    const late = await runPart(tx, () => executeLater(tx, { sql: 'select 1 / 0', parameters: [] }))
    expect(late).toMatchObject({ error: { code: '22012' } })
    await runPart(tx, () => addLater(tx, 'kept'))
    await runPart(tx, async () => {})
  })
  expect(left).toEqual(['before', 'between', 'kept'])
})

test('a part that fails first of all in its transaction leaves the transaction', async () => {
  const left = await leftBy(async (tx) => {
    expect(await runPart(tx, () => fail(tx))).toMatchObject({ error: { code: '22012' } })
    await add(tx, 'after')
  })
  expect(left).toEqual(['after'])
})

test('what a failed part had asked for at the same time is taken back, too', async () => {
  const left = await leftBy(async (tx) => {
    const outcome = await runPart(tx, () => Promise.all([fail(tx), add(tx, 'lost'), add(tx, 'lost as well')]))
    expect(outcome).toMatchObject({ error: { code: '22012' } })
    await add(tx, 'after')
  })
  expect(left).toEqual(['after'])
})

test('when the connection is lost, so is the transaction', async () => {
  const lost = transact(database.db, async (tx) => {
    await runPart(tx, async () => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await database.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid])
      await add(tx, 'lost')
    })
  })
  await expect(lost).rejects.toThrow()
})
