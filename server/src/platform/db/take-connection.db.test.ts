import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { openPassage } from '../../../test/passage.ts'
import { silentLogger } from '../../lib/logger.ts'
import { openDatabase } from './db.ts'

test('while the database starts again who needs a connection waits for it, and nobody waits when it stays away', async () => {
  await using real = await createTestDatabase({ empty: true })
  const passage = await openPassage(real.url)
  const database = openDatabase({ connection: passage.connection, poolSize: 3, logger: silentLogger })
  const ask = async (): Promise<unknown> => (await sql`select 1 as one`.execute(database.db)).rows
  expect(await ask()).toEqual([{ one: 1 }])

  await passage.close()
  // Found dead at first, then away.
  const asked = Promise.all(Array.from({ length: 10 }, () => ask().catch(ask)))
  await expect(database.pool.query('select 1')).rejects.toThrow()
  const reopened = await openPassage(real.url, passage.port)
  expect(await asked).toHaveLength(10)

  await reopened.close()
  await expect(ask().catch(ask)).rejects.toThrow()
  // Away for long by now: it is tried once.
  const tries = vi.spyOn(database.pool, 'connect')
  await expect(ask()).rejects.toThrow()
  expect(tries).toHaveBeenCalledOnce()
  await database.close()
}, 60_000)
