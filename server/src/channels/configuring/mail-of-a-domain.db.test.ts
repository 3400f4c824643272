import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { migrationsDir } from '../../platform/db/migrate.ts'
import { newId } from '../../lib/ids.ts'
import { EmailSettings } from '../adapters/email/email.ts'

test('older mail channels keep the domain of their address, and get none that only senders named', async () => {
  await using database = await createTestDatabase()
  const { pool } = database
  const before: [string, Record<string, unknown>][] = [
    ['nameless', {}],
    ['named', { address: 'Help@Shop.example', senderName: 'Shop' }],
    ['listed', { address: 'help@shop.example', addresses: ['help@shop.example'] }],
    ['watched', { address: 'help@shop.example', imap: { host: 'imap.example', user: 'x' } }],
  ]
  for (const [name, settings] of before) {
    const values = [newId(), name, settings]
    await pool.query(
      `insert into channels (id, kind, name, settings, enabled, created_at, updated_at)
       values ($1, 'email', $2, $3, true, now(), now())`,
      values,
    )
  }
  await pool.query(readFileSync(join(migrationsDir, '0036-mail-of-a-domain.sql'), 'utf8'))
  const { rows } = await pool.query<{ name: string; settings: unknown }>('select name, settings from channels')
  const after = Object.fromEntries(rows.map(({ name, settings }) => [name, settings]))
  expect(after).toEqual({
    ...Object.fromEntries(before),
    named: { address: 'Help@Shop.example', senderName: 'Shop', addresses: ['@shop.example'] },
  })
  expect(EmailSettings.safeParse(after['named']).success).toBe(true)
})
