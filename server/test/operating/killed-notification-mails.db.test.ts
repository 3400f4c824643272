import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { colleague } from '../colleague.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'
import type { StartedCommand } from './start-command.ts'
import { startWorkerBeside } from './start-worker.ts'

// Workers are processes of their own, so that they can be killed between the timer of a notification and its mail.

const publicOrigin = 'http://localhost:3000'
const env = { SECRET_KEY: 'k'.repeat(64), PUBLIC_URL: publicOrigin }
let sink: SmtpSink
let app: TestApp
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({ env: { ...env, SERVICES: 'web', SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
})
afterAll(async () => {
  await app.stop()
  await sink.close()
})

const startWorker = (): Promise<StartedCommand> =>
  startWorkerBeside(app, { ...env, SMTP_URL: `smtp://127.0.0.1:${sink.port}` })

const states = async () =>
  (await app.database.pool.query<{ state: string }>('select state from notification_mails')).rows.map(
    ({ state }) => state,
  )

test('a worker that is killed between the timer and the mail loses none: the next one sends it, once', async () => {
  const { items } = await app.api<{ items: Channel[] }>('GET', '/channels')
  await app.api('PATCH', `/channels/${items[0]!.id}`, { settings: { address: 'support@shop.test' } })
  const ada = await colleague(app, publicOrigin, 'Ada')
  await app.database.pool.query('update staff set email_verified = true where id = $1', [ada.id])
  await ada.call('PATCH', '/me/preferences', {
    mailNotifications: { when: 'always', afterMinutes: 10, kinds: ['assigned'] },
  })
  const channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
  const { issueId } = await app.api<Entry>('POST', `/channels/${channelId}/inbound`, {
    id: 'm1',
    from: { kind: 'account', value: 'Gina' },
    text: 'Does it come in green?',
  })
  await app.api('POST', `/issues/${issueId}/assignment`, { ownerId: ada.id })

  // The server takes the connection and says nothing: the mail is under way.
  sink.answer = (line) => (line.startsWith('MAIL') ? 'mute' : undefined)
  const first = await startWorker()
  await expect.poll(() => sink.said.some((line) => line.startsWith('MAIL')), { timeout: 30_000 }).toBe(true)
  first.child.kill('SIGKILL')
  await first.ended
  expect(await states()).toEqual(['queued'])
  expect(sink.mails).toEqual([])

  sink.answer = () => undefined
  await using _second = await startWorker()
  await expect.poll(states, { timeout: 60_000 }).toEqual(['sent'])
  expect(sink.mails.map(({ to }) => to)).toEqual([['ada@example.com']])
}, 150_000)
