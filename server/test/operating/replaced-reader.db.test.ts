import type { Channel } from '@throughline/protocol/channels/channels.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { mail } from '../mail/email-channel.ts'
import { settingsOf, startImapServer, type ImapServer } from '../mail/imap-server.ts'

// A node that reads a mailbox has lost its lease to another, and does not know it yet.

let app: TestApp
let imap: ImapServer
let channelId: string
beforeAll(async () => {
  app = await startTestApp({ env: { ALLOWED_PRIVATE_HOSTS: '127.0.0.1' } })
  imap = await startImapServer()
  const settings = { address: 'help@shop.example', imap: settingsOf(imap) }
  channelId = (await app.api<Channel>('POST', '/channels', { kind: 'email', name: 'Support', settings })).id
})
afterAll(async () => {
  await app.stop()
  await imap.close()
})

async function health(): Promise<Channel['health']> {
  return (await app.api<Channel>('GET', `/channels/${channelId}`)).health
}
async function rows(sql: string): Promise<unknown[]> {
  return (await app.database.pool.query({ text: sql, rowMode: 'array' })).rows.flat()
}
/** All that a mailbox makes a node write. */
const written = async (): Promise<unknown> => ({
  entries: await rows('select id from entries order by id'),
  inbound: await rows('select id from inbound order by id'),
  state: await rows('select value from channel_state order by key'),
  health: await rows('select health from channels order by id'),
})

const people = mail({ 'Message-ID': '<1@mail.example>', From: 'ana@example.com', Subject: 'Parcel' })
const machines = mail({ 'Message-ID': '<2@mail.example>', From: 'ben@example.com', 'Auto-Submitted': 'auto-replied' })

test.each([
  ['a message', people, 'select id from entries'],
  ['what is set aside', machines, `select id from inbound where state = 'set_aside'`],
])(
  'a node whose lease is held by another writes nothing of %s, and it comes once',
  async (_title, raw, kept) => {
    const { pool } = app.database
    await expect.poll(() => [...imap.sessions].some(({ isIdling }) => isIdling), { timeout: 15_000 }).toBe(true)
    await expect.poll(health).toMatchObject({ sentence: expect.stringMatching(/^Watching/) })
    const before = await written()
    // It cannot ask whether it still has the lease, and by its own clock it has.
    const blocker = await pool.connect()
    await blocker.query('begin; lock table lease_takers in access exclusive mode')
    await pool.query(`update leases set node_id = gen_random_uuid(), fence = nextval('lease_fences'),
    ends_at = now() + interval '1 hour' where kind = 'channel'`)
    imap.said.length = 0
    imap.append(raw)
    const said = (verb: RegExp): boolean => imap.said.some((line) => verb.test(line))
    try {
      // It reads the mail and is refused, and is refused again on a new connection.
      await expect.poll(() => said(/UID FETCH/i) && said(/EXAMINE/i), { timeout: 4500 }).toBe(true)
      expect(await written()).toEqual(before)
    } finally {
      await pool.query(`update leases set ends_at = now() where kind = 'channel'`)
      await blocker.query('rollback')
      blocker.release()
    }
    await expect.poll(() => rows(kept), { timeout: 15_000 }).toHaveLength(1)
  },
  40_000,
)
