import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { openDatabase, transact } from '../../platform/db/db.ts'
import { silentLogger } from '../../lib/logger.ts'
import { countAutomaticAnswer, pruneAutomaticAnswers } from './automatic-answers.ts'

test('two nodes together send a domain as many automatic answers an hour as the limit allows', async () => {
  await using database = await createTestDatabase({ poolSize: 4 })
  await using stops = new AsyncDisposableStack()
  const other = openDatabase({ connection: database.connection, poolSize: 4, logger: silentLogger })
  stops.defer(() => other.close())
  const count = (domain: string, at: string, db = database.db) =>
    transact(db, (tx) => countAutomaticAnswer(tx, { domain, limit: 10, now: new Date(at) }))
  const many = Array.from({ length: 40 }, (_, i) =>
    count('bank.test', '2026-03-04T10:59:59Z', i % 2 === 0 ? database.db : other.db),
  )
  expect((await Promise.all(many)).filter(Boolean)).toHaveLength(10)
  expect(await count('other.test', '2026-03-04T10:59:59Z')).toBe(true)
  expect(await count('bank.test', '2026-03-04T11:00:00Z')).toBe(true)
  await pruneAutomaticAnswers(database.db, new Date('2026-03-04T11:00:00Z'))
  expect(await count('bank.test', '2026-03-04T10:30:00Z')).toBe(true)
})
