import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Node } from '@throughline/protocol/nodes/nodes.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { settingsOf, startImapServer, type ImapServer } from '../mail/imap-server.ts'
import { mail } from '../mail/email-channel.ts'
import { startCommand, token, type StartedCommand } from './start-command.ts'

// Three nodes, a mailbox and what happens by the clock. Each node is a process of its own, so that it can be killed and paused.

let database: TestDatabase
let imap: ImapServer
let dataDir: string
let nodes: StartedCommand[]
beforeAll(async () => {
  database = await createTestDatabase()
  imap = await startImapServer()
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-leases-'))
  nodes = [await start('node-0')]
  nodes.push(...(await Promise.all([start('node-1'), start('node-2')])))
  await noteWrites()
  await call('POST', '/channels', {
    kind: 'email',
    name: 'Support',
    settings: {
      address: 'help@shop.example',
      imap: settingsOf(imap),
    },
  })
}, 120_000)
afterAll(async () => {
  for (const { child } of nodes) child.kill('SIGKILL')
  await Promise.all(nodes.map(({ ended }) => ended))
  await imap.close()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

function start(name: string): Promise<StartedCommand> {
  const url = new URL(database.url)
  url.searchParams.set('application_name', name)
  return startCommand({
    dataDir,
    env: { DATABASE_URL: url.href, DATABASE_POOL_SIZE: '6', ALLOWED_PRIVATE_HOSTS: '127.0.0.1', LOG_LEVEL: 'error' },
  })
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  // One that is there.
  const { url } = nodes.find(
    ({ child }) => child.exitCode === null && child.signalCode === null && !paused.has(child.pid!),
  )!
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}
const paused = new Set<number>()

/** Which node wrote what a mailbox makes it write: the nodes are known by the names of their connections. */
async function noteWrites(): Promise<void> {
  await database.pool.query(`
    create table writes (node text, name text, at timestamptz default clock_timestamp());
    create function note_write() returns trigger language plpgsql as $$
      begin insert into writes values (current_setting('application_name'), tg_table_name); return null; end $$;
    create trigger noted after insert or update on inbound for each statement execute function note_write();
    create trigger noted after insert or update on channel_state for each statement execute function note_write();
    create trigger noted after insert or update on entries for each statement execute function note_write();
    create trigger noted after update of health on channels for each statement execute function note_write();`)
}
async function writers(): Promise<string[]> {
  const { rows } = await database.pool.query<{ node: string }>('select distinct node from writes order by node')
  return rows.map(({ node }) => node)
}

/** The node that reads the mailbox, by what the product says; -1: none. */
async function holder(): Promise<number> {
  const { items } = await call<{ items: Node[] }>('GET', '/nodes')
  const holding = items.filter(({ leases }) => leases.some(({ kind }) => kind === 'channel'))
  expect(holding.length).toBeLessThan(2)
  return nodes.findIndex(({ url }) => holding[0]?.name.endsWith(`:${new URL(url).port}`))
}

/** What other nodes than this one do by the clock. */
async function schedulesBeside(gone: StartedCommand): Promise<string[]> {
  const { items } = await call<{ items: Node[] }>('GET', '/nodes')
  const others = items.filter(({ name }) => !name.endsWith(`:${new URL(gone.url).port}`))
  const leases = others.flatMap((node) => node.leases)
  return leases.flatMap(({ kind, name }) => (kind === 'schedule' ? [name] : [])).toSorted()
}

let sent = 0
function send(): string {
  const subject = `Parcel ${++sent}`
  imap.append(mail({ 'Message-ID': `<${sent}@mail.example>`, Subject: subject, From: `ana${sent}@example.com` }))
  return subject
}
async function subjects(): Promise<string[]> {
  const { rows } = await database.pool.query<{ subject: string }>(
    `select content->>'subject' as subject from entries where direction = 'in' order by occurred_at, id`,
  )
  return rows.map(({ subject }) => subject)
}
const readers = (): number => [...imap.sessions].filter(({ selected }) => selected !== null).length

test('one mailbox is read by one node; when that is killed or paused another goes on within ten seconds, with its schedules as well, and nothing is lost or doubled', async () => {
  send()
  await expect.poll(subjects, { timeout: 10_000 }).toHaveLength(1)
  const first = await holder()
  expect(first).toBeGreaterThan(-1)
  expect(readers()).toBe(1)
  const { items } = await call<{ items: Channel[] }>('GET', '/channels')
  expect(items.find(({ name }) => name === 'Support')!.health).toMatchObject({ state: 'ok' })

  nodes[first]!.child.kill('SIGKILL')
  const killedAt = performance.now()
  send()
  await expect.poll(subjects, { timeout: 15_000, interval: 20 }).toHaveLength(2)
  await expect
    .poll(() => schedulesBeside(nodes[first]!), { timeout: 10_000 })
    .toEqual(['every-hour', 'every-minute', 'every-night', 'file-fetches', 'file-scans', 'search-backlog'])
  expect(performance.now() - killedAt).toBeLessThan(10_000)
  const second = await holder()
  expect(second).not.toBe(first)

  // It is paused when a mail was handed to it that it has yet to record.
  const { child } = nodes[second]!
  imap.faults.fetch = () => {
    child.kill('SIGSTOP')
    paused.add(child.pid!)
    delete imap.faults.fetch
    return undefined
  }
  send()
  await expect.poll(subjects, { timeout: 20_000, interval: 20 }).toHaveLength(3)
  const third = await holder()
  expect([first, second]).not.toContain(third)
  send()
  await expect.poll(subjects).toHaveLength(4)
  expect(readers()).toBe(2)

  await database.pool.query('delete from writes')
  child.kill('SIGCONT')
  // What was handed to it is in its socket: it leaves it there, and hangs up.
  await expect.poll(readers, { timeout: 10_000 }).toBe(1)
  paused.clear()
  const awoken = `${nodes[second]!.url}/readyz`
  await expect.poll(async () => (await fetch(awoken)).status).toBe(200)
  send()
  await expect.poll(subjects).toHaveLength(5)
  expect(await writers()).toEqual([`node-${third}`])
  expect(await holder()).toBe(third)

  // In the orderly way it gives the lease back.
  nodes[third]!.child.kill('SIGTERM')
  await nodes[third]!.ended
  const stoppedAt = performance.now()
  await expect.poll(holder, { timeout: 3000, interval: 20 }).toBe(second)
  expect(performance.now() - stoppedAt).toBeLessThan(2500)
  send()
  await expect.poll(subjects, { timeout: 10_000 }).toHaveLength(6)
  expect((await subjects()).toSorted()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `Parcel ${number}`))
}, 120_000)
