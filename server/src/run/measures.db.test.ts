import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../test/database.ts'
import { silentLogger as logger } from '../lib/logger.ts'
import { measure } from '../lib/measure.ts'
import { createGatherer, type Reader } from './measures.ts'

test('a part that fails or takes too long is left out, and said; the others are there', async () => {
  await using database = await createTestDatabase()
  let reads = 0
  const parts: Record<string, Reader<unknown>> = {
    broken: async () => {
      throw new Error('no')
    },
    slow: async (tx) => {
      await sql`select pg_sleep(60)`.execute(tx)
      return [measure('slow', 'Never seen.', 1)]
    },
    well: async () => [measure('well', 'Always seen.', ++reads)],
  }
  const gather = createGatherer({ db: database.db, logger }, parts)
  await Promise.all([gather(), gather()])
  const found = await gather()
  expect(found.map(({ name }) => name)).toEqual(['well', 'throughline_metrics_read'])
  expect(found[1]!.samples.map(({ labels, value }) => [labels['part'], value])).toEqual([
    ['broken', 0],
    ['slow', 0],
    ['well', 1],
  ])
  // However many ask, the database is asked once in a while.
  expect(reads).toBe(1)
})
