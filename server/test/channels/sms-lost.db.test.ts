import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverEntry, recoverDeliveries } from '../../src/channels/channels.ts'
import { manualClock, secondMs, systemClock } from '../../src/lib/clock.ts'
import { readConfig } from '../../src/lib/config.ts'
import { silentLogger } from '../../src/lib/logger.ts'
import { createMetrics } from '../../src/platform/http/metrics.ts'
import { layFoundations, type Foundations } from '../../src/run/foundations.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { simulateTwilio, type SimulatedTwilio } from '../providers/twilio.ts'

// A worker that is gone after Twilio took the message and before that was written down: the app only serves, the worker is ours.

const secretKey = 'k'.repeat(32)
const publicUrl = 'https://desk.example.com'
const env = { PUBLIC_URL: publicUrl, SECRET_KEY: secretKey, ALLOWED_PRIVATE_HOSTS: '127.0.0.1' }
let app: TestApp
let twilio: SimulatedTwilio
let worker: Foundations
let channel: Channel
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  app = stops.use(await startTestApp({ env: { ...env, SERVICES: 'web' } }))
  twilio = stops.use(await simulateTwilio((url) => url.replace(publicUrl, app.url)))
  const config = readConfig({ ...env, DATA_DIR: app.dataDir, SMTP_PORT: '0', SERVICES: 'worker' })
  const node = { metrics: createMetrics(), version: '0.0.0-test' }
  const { connection } = app.database
  worker = await layFoundations({ config, logger: silentLogger, connection, clock: systemClock, ...node }, stops)
  const { accountSid, authToken, number, url: server } = twilio
  const settings = { provider: 'twilio', accountSid, authToken, from: number.phone, server }
  channel = await app.api<Channel>('POST', '/channels', { kind: 'sms', name: 'SMS', settings })
  worker.store.refresh()
})
afterAll(() => stops.disposeAsync())

const stateOf = async ({ id }: Entry) => (await app.api<Entry>('GET', `/entries/${id}`)).delivery?.state

/** A message that Twilio has, of which nothing is written down, and that another process has taken up. */
async function lostAfterSending(phone: string): Promise<Entry> {
  const customer = await app.api<Customer>('POST', '/customers', { identities: [{ kind: 'phone', value: phone }] })
  const about = { kind: 'message', text: 'Tomorrow.', channelId: channel.id }
  const message = await app.api<Entry>('POST', `/customers/${customer.id}/entries`, about)
  const gone = (): never => {
    throw new Error('the process was killed')
  }
  const killed: Foundations = {
    ...worker,
    tracing: { ...worker.tracing, note: gone },
    jobs: { ...worker.jobs, enqueue: async () => gone() },
  }
  await expect(deliverEntry(killed, message.id)).rejects.toThrow('the process was killed')
  expect(await stateOf(message)).toBe('sending')
  await recoverDeliveries(worker)
  expect(await stateOf(message)).toBe('queued')
  return message
}

const takenFor = (phone: string) => twilio.messages.filter(({ to }) => to === phone)
const deliverIn = (ms: number, { id }: Entry) =>
  deliverEntry({ ...worker, clock: manualClock(new Date(Date.now() + ms).toISOString()) }, id)

test('it is not sent again once its report has come, which is waited for', async () => {
  const message = await lostAfterSending('+14158675301')
  await deliverIn(0, message)
  expect([await stateOf(message), takenFor('+14158675301')]).toEqual(['queued', [expect.anything()]])
  expect((await twilio.report(takenFor('+14158675301')[0]!, 'sent')).status).toBe(200)
  await deliverIn(31 * secondMs, message)
  expect([await stateOf(message), takenFor('+14158675301')]).toEqual(['sent', [expect.anything()]])
  await twilio.report(takenFor('+14158675301')[0]!, 'delivered')
  expect(await stateOf(message)).toBe('delivered')
})

test('it is sent again where no report comes', async () => {
  const message = await lostAfterSending('+14158675302')
  await deliverIn(31 * secondMs, message)
  expect([await stateOf(message), takenFor('+14158675302')]).toEqual(['sent', [expect.anything(), expect.anything()]])
})
