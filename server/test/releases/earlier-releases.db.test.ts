import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { IssueChange } from '@throughline/protocol/issues/changes.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { Webhook as Signer } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { cast, demoPassword, staff } from '../../seeds/cast.ts'
import { apiWith, signIn, type Api } from '../../seeds/telling/api.ts'
import { startApp } from '../../src/run/app.ts'
import { currentVersion, requiredVersion } from '../../src/platform/db/migrate.ts'
import { manualClock, minuteMs, secondMs } from '../../src/lib/clock.ts'
import { readConfig } from '../../src/lib/config.ts'
import { silentLogger as logger } from '../../src/lib/logger.ts'
import { productVersion } from '../../src/lib/product-version.ts'
import { startReceiver } from '../../src/edges/webhooks/testing.ts'
import { createTestDatabase, wrongHistories, type TestDatabase } from '../database.ts'
import { startSmtpSink } from '../mail/smtp-sink.ts'
import { withClient } from '../test-cluster.ts'
import { readFacts } from './facts.ts'
import { dumpOf, releases, type Release } from './releases.ts'

// The database of each release, as it was when that was stopped, and today's version started on it.

test('a dump of this release is kept', () => {
  expect(releases.map(({ version }) => version)).toContain(productVersion)
})

/** The upgraded installation, with a mail provider and a receiver of webhooks, at the moment at which it was stopped. */
async function upgrade(release: Release, stops: AsyncDisposableStack) {
  const database = stops.use(await createTestDatabase({ empty: true, poolSize: 2 }))
  await withClient(database.url, (client) => client.query(dumpOf(release)))
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-upgraded-'))
  stops.defer(() => rm(dataDir, { recursive: true, force: true }))
  const sink = await startSmtpSink()
  stops.defer(() => sink.close())
  const receiver = await startReceiver()
  stops.defer(() => receiver.close())
  const config = readConfig({
    PORT: '0',
    SMTP_PORT: '0',
    DATA_DIR: dataDir,
    NODE_ENV: 'test',
    SECRET_KEY: release.testSecretKey,
    ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    RATE_LIMIT: '1000000',
  })
  const clock = manualClock(new Date(release.end))
  const { connection } = database
  const app = await startApp({ config, logger, connection, version: productVersion, clock })
  stops.defer(() => app.stop())
  const api = apiWith(app.url, { authorization: `Bearer ${release.testToken}` })
  return { app, api, clock, database, sink, receiver }
}

/** The history that was read from the thread ends with who brought the issues to where they are. */
async function expectToldOf(status: string, { pool }: Pick<TestDatabase, 'pool'>): Promise<void> {
  const { rows } = await pool.query<{ kind: string }>(
    `select distinct by_kind as kind from issue_changes c join issues i on i.id = c.issue_id
     where i.status = $1 and c.seq = 0 and i.merged_into_id is null`,
    [status],
  )
  expect(rows.map(({ kind }) => kind)).toEqual(['staff'])
}

/** Those that were pending when it was stopped: each is woken once, when its time has come. */
async function expectSnoozesToEnd(api: Api, clock: ReturnType<typeof manualClock>): Promise<void> {
  const { items: snoozed } = await api.call<{ items: Issue[] }>('GET', '/issues?status=snoozed&limit=200')
  expect(snoozed.length).toBeGreaterThan(0)
  const statuses = async (): Promise<string[]> =>
    Promise.all(snoozed.map(async ({ id }) => (await api.call<Issue>('GET', `/issues/${id}`)).status))
  const last = Math.max(...snoozed.map(({ snoozedUntil }) => Date.parse(snoozedUntil!)))
  clock.set(new Date(last + secondMs))
  await expect.poll(statuses, { timeout: 30_000 }).not.toContain('snoozed')
  for (const { id } of snoozed) {
    const { items } = await api.call<{ items: IssueChange[] }>('GET', `/issues/${id}/changes?limit=200`)
    const woken = items.filter(({ from, seq }) => seq > 0 && from?.status === 'snoozed')
    expect(woken).toMatchObject([{ by: { kind: 'timer' } }])
  }
}

test.each(releases)(
  'a database of $version is upgraded, and nothing of it is lost',
  async (release) => {
    await using stops = new AsyncDisposableStack()
    const { app, api, clock, database, sink, receiver } = await upgrade(release, stops)
    expect(await currentVersion(database.pool)).toBe(requiredVersion())
    expect(await readFacts(api)).toEqual(release.facts)
    expect(await wrongHistories(database)).toEqual([])
    for (const status of ['resolved', 'waiting_on_customer', 'snoozed']) await expectToldOf(status, database)

    const nia = await signIn(app.url, { email: staff.nia.email, password: demoPassword })
    expect(await nia.call('GET', '/me')).toMatchObject({ name: staff.nia.name })

    // What was under way goes out, with the secrets that were stored.
    const { items: channels } = await api.call<{ items: Channel[] }>('GET', '/channels')
    const mail = channels.find(({ kind }) => kind === 'email')!
    const smtp = { host: '127.0.0.1', port: sink.port, security: 'none' }
    await api.call('PATCH', `/channels/${mail.id}`, { settings: { ...mail.settings, smtp } })
    await api.call('PATCH', `/webhooks/${release.webhook.id}`, { url: receiver.url })
    clock.set(new Date(new Date(release.end).getTime() + 30 * minuteMs))
    const left = (): string[] => release.unsent.filter((text) => sink.mails.some(({ raw }) => raw.includes(text)))
    // Their jobs may be older than jobs are kept: what is stranded is looked for once a minute.
    await expect.poll(left, { timeout: 150_000 }).toEqual(release.unsent)
    expect(sink.mails).toHaveLength(release.unsent.length)
    await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(release.unsent.length)
    for (const { body, headers } of receiver.received) {
      const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = headers
      const signer = new Signer(release.webhook.testSecret)
      expect(signature).toBe(signer.sign(id!, new Date(Number(at) * 1000), body))
    }

    // The next message has the next place on its thread.
    const { items: found } = await api.call<{ items: { id: string }[] }>(
      'GET',
      `/customers?query=${cast.rosa.addresses[0]}`,
    )
    const { id } = found[0]!
    const note = await api.call<Entry>('POST', `/customers/${id}/entries`, { kind: 'note', text: 'After the upgrade.' })
    expect(note.seq).toBe(release.facts.threads[id]!.length + 1)
    await expectSnoozesToEnd(api, clock)
  },
  300_000,
)
