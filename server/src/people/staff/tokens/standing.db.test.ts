import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../../test/database.ts'
import { newId } from '../../../lib/ids.ts'

test('the migration finds the person behind tokens that were made with tokens', async () => {
  await using database = await createTestDatabase()
  const run = (sql: string) => database.pool.query(sql)
  await run(`
    drop trigger api_tokens_access_changes on api_tokens;
    alter table api_tokens drop column stands_for;
    create constraint trigger api_tokens_access_changes after update of name, created_by or delete on api_tokens
      deferrable initially deferred for each row execute function note_access_change('staff')`)
  const [person, first, parent, child, grandchild, ofFirst, one, two] = Array.from({ length: 8 }, newId)
  const makers = [
    [first, null, null],
    [parent, person, person],
    [child, parent, person],
    [grandchild, child, person],
    [ofFirst, first, null],
    // Made with each other, as a token that took over its maker left them: they stop working.
    [one, two, one],
    [two, one, two],
  ] as const
  for (const [id, maker] of makers) {
    await database.pool.query(
      `insert into api_tokens (id, name, role, token_hash, created_by, created_at) values ($1::uuid, 'P', 'staff', $2, $3, now())`,
      [id, Buffer.from(id!), maker],
    )
  }
  const file = new URL('../../../../migrations/0055-who-stands-for-a-token.sql', import.meta.url)
  await run(`begin; ${await readFile(file, 'utf8')}; commit`)
  const { rows } = await database.pool.query('select id, stands_for from api_tokens')
  expect(Object.fromEntries(rows.map(({ id, stands_for }) => [id, stands_for]))).toEqual(
    Object.fromEntries(makers.map(([id, , standsFor]) => [id, standsFor])),
  )
})
