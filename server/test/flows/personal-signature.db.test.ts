import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { colleague, type Colleague } from '../colleague.ts'
import { sendMail } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

/** A mail is signed by the person who wrote it, and by nobody else. */
const publicOrigin = 'http://localhost:3000'
const polled = { timeout: 15_000 }
let sink: SmtpSink
let app: TestApp
let ida: Colleague
let noor: Colleague
let customerId = ''
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  sink = await startSmtpSink()
  stops.defer(() => sink.close())
  app = stops.use(await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}`, PUBLIC_URL: publicOrigin } }))
  ida = await colleague(app, publicOrigin, 'Ida')
  noor = await colleague(app, publicOrigin, 'Noor')
  await app.api('PATCH', '/business', { signature: 'Acme Ltd' })
  await sendMail(app.smtpPort, { from: 'kim@mail.example', subject: 'Where?', text: 'Where is it?' })
  const { items } = await app.api<{ items: Customer[] }>('GET', '/customers?query=kim@mail.example')
  customerId = items[0]!.id
})
afterAll(() => stops.disposeAsync())

async function sentBy(write: (path: string, body: unknown) => Promise<unknown>, text: string): Promise<string> {
  await write(`/customers/${customerId}/entries`, { kind: 'message', text })
  await expect.poll(() => sink.mails.some(({ raw }) => raw.includes(text)), polled).toBe(true)
  return sink.mails.find(({ raw }) => raw.includes(text))!.raw.replaceAll('\r\n', '\n')
}

test('one’s own signature stands above the company’s, under one’s own mails only', async () => {
  await ida.call('PATCH', '/me/preferences', { signature: 'Ida Berg, Returns' })
  const ofIda = await sentBy((path, body) => ida.call('POST', path, body), 'On its way, says Ida.')
  expect(ofIda).toContain('Ida Berg, Returns\n\nAcme Ltd')
  const ofNoor = await sentBy((path, body) => noor.call('POST', path, body), 'On its way, says Noor.')
  const ofProgram = await sentBy((path, body) => app.api('POST', path, body), 'On its way, says a program.')
  for (const mail of [ofNoor, ofProgram]) {
    expect(mail).toContain('Acme Ltd')
    expect(mail).not.toContain('Ida Berg')
  }
})

test('a signature that is too long, or holds what no text does, is refused', async () => {
  await expect(ida.call('PATCH', '/me/preferences', { signature: 'x'.repeat(1001) })).rejects.toThrow()
  await expect(ida.call('PATCH', '/me/preferences', { signature: 'a\u0000b' })).rejects.toThrow()
})
