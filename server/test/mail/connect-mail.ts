import { newId } from '../../src/lib/ids.ts'
import type { TestDatabase } from '../database.ts'

/**
 * A mail channel that is set up, as an admin leaves it, in a database that no server has started on: the one that a
 * first start makes takes in no mail for other domains.
 */
export async function connectMail({ pool }: TestDatabase): Promise<void> {
  await pool.query(
    `insert into channels (id, kind, name, settings, enabled, created_at, updated_at)
     values ($1, 'email', 'Email', $2, true, now(), now())`,
    [newId(), { address: 'support@shop.example', addresses: ['@shop.example'] }],
  )
}
