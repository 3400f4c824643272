import type * as contracts from '@throughline/protocol/first-steps/first-steps.ts'
import type { ResponseOf } from '@throughline/protocol/route.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../test/app.ts'
import { sendMail, sendRaw } from '../../../test/mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../../../test/mail/smtp-sink.ts'
import { deliveryReport } from '../../../test/mail/delivery-report.ts'

let app: TestApp
let sink: SmtpSink
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  app = stops.use(await startTestApp())
  sink = await startSmtpSink()
  stops.defer(() => sink.close())
})
afterAll(() => stops.disposeAsync())

const done = async (): Promise<string[]> => {
  const { steps } = await app.api<ResponseOf<typeof contracts.getFirstSteps>>('GET', '/first-steps')
  return steps.filter((step) => step.done).map((step) => step.name)
}

const ownMail = async () => (await app.api<ResponseOf<typeof contracts.getFirstSteps>>('GET', '/first-steps')).ownMail

test('a first mail from the address of a member of staff is no customer’s, and it is said where it is', async () => {
  expect(await ownMail()).toBeNull()
  await sendMail(app.smtpPort, { from: 'admin@example.com', subject: 'A test', text: 'Does it arrive?' })
  await expect.poll(ownMail).toEqual({ address: 'admin@example.com' })
  expect(await done()).toEqual([])
})

test('each step is done when it has really worked, and not before', async () => {
  // There is a mail channel with an address, and no server by which its mail would leave.
  expect(await done()).toEqual([])
  await sendMail(app.smtpPort, { from: 'ana@example.com', subject: 'My kettle leaks', text: 'Can you send a new one?' })
  expect(await done()).toEqual(['mail_arrived'])
  expect(await ownMail()).toBeNull()

  // An answer that is kept for reading is no answer that was sent.
  const { items } = await app.api<{ items: { customerId: string }[] }>('GET', '/issues')
  const answer = (text: string) =>
    app.api<{ id: string }>('POST', `/customers/${items[0]!.customerId}/entries`, { kind: 'message', text })
  const { id } = await answer('It is on its way.')
  const delivery = async () => (await app.api<{ delivery: { state: string } }>('GET', `/entries/${id}`)).delivery
  await expect.poll(async () => (await delivery()).state).toBe('kept')
  expect(await done()).toEqual(['mail_arrived'])

  // With a server that takes it, mail is connected, and the answer can be sent after all.
  const channels = await app.api<{ items: { id: string; settings: object }[] }>('GET', '/channels')
  const [channel] = channels.items
  const smtp = { host: '127.0.0.1', port: sink.port, security: 'none' }
  await app.api('PATCH', `/channels/${channel!.id}`, { settings: { ...channel!.settings, smtp } })
  await expect.poll(done).toEqual(['mail_channel', 'mail_arrived'])
  await app.api('POST', `/entries/${id}/sending`, {})
  await expect.poll(done).toEqual(['mail_channel', 'mail_arrived', 'answered'])
  expect(sink.mails).toHaveLength(1)

  const password = 'a long enough password'
  await app.api('POST', '/staff', { name: 'Ben', email: 'ben@example.com', password })
  expect(await done()).toContain('teammate')

  // What came back was not sent either.
  const messageId = /^Message-ID: (.*?)\r$/im.exec(sink.mails[0]!.raw)![1]!
  await sendRaw(app.smtpPort, '', deliveryReport({ messageId, recipient: 'ana@example.com' }))
  expect(await done()).not.toContain('answered')

  // A server that is gone connects nothing.
  await sink.close()
  const other = await app.api<{ id: string }>('POST', '/customers', {
    identities: [{ kind: 'email', value: 'bo@example.com' }],
  })
  await app.api('POST', `/customers/${other.id}/entries`, { kind: 'message', text: 'Hello.' })
  await expect.poll(done, { timeout: 15_000 }).not.toContain('mail_channel')
})
