import { expect } from 'vitest'
import { soon } from './desk.ts'
import type { TestServer } from './server.ts'

/** The minutes pass in which a reply in the chat may be seen: what waits for this one is due now. */
export async function staysUnseen({ database }: TestServer, text: string): Promise<void> {
  const due = `update pgboss.job set start_after = now() where name = 'visitor-mail' and state = 'created'
    and data->>'entryId' in (select id::text from entries where text = $1)`
  await expect.poll(async () => (await database.pool.query(due, [text])).rowCount, soon).toBe(1)
}
