import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { openSmtp } from '../../mail/smtp-client.ts'
import { startSmtpSink, type SmtpSink } from '../../mail/smtp-sink.ts'

// A mail channel that nobody has given an address yet, beside one that has its own: neither may be made to receive,
// or to write, as somebody else.

let sink: SmtpSink
let app: TestApp
let nameless: Channel
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
  const { items } = await app.api<{ items: Channel[] }>('GET', '/channels')
  nameless = items.find(({ kind }) => kind === 'email')!
  await app.api('PATCH', `/channels/${nameless.id}`, { name: 'New', settings: {} })
  await app.api('POST', '/channels', { kind: 'email', name: 'Help', settings: { address: 'help@shop.test' } })
})
afterAll(async () => {
  await app.stop()
  await sink.close()
})

async function mailTo(to: string, from = 'ana@mail.test'): Promise<string> {
  const client = await openSmtp(app.smtpPort)
  const raw = `From: ${from}\r\nTo: ${to}\r\nSubject: To ${to}\r\nMessage-ID: <${to}${from}>\r\n\r\nHello\r\n`
  const answer = await client.mail({ from, to: [to] }, raw)
  client.cut()
  return answer
}

test('mail to an address of strangers is refused, whether a channel has an address or not', async () => {
  for (const to of ['ceo@bank.test', 'other@shop.test', 'help@shop.test.bank.test', 'root@[127.0.0.1]']) {
    expect(await mailTo(to), to).toMatch(/^5/)
  }
  expect(await mailTo('help@shop.test')).toMatch(/^250/)
})

test('the address that a mail says it was sent to never becomes our From', async () => {
  expect(await mailTo('ceo@localhost', 'boss@bank.test')).toMatch(/^250/)
  const { items } = await app.api<{ items: { id: string }[] }>('GET', '/customers?query=boss@bank.test')
  const addresses = await app.api<{ items: ReachableAddress[] }>('GET', `/customers/${items[0]!.id}/addresses`)
  expect(addresses.items.find(({ channel }) => channel.id === nameless.id)).toMatchObject({
    usable: false,
    reasonCode: 'no_address',
    reason: expect.stringContaining('no address'),
  })
  const refused = await app.request('POST', `/customers/${items[0]!.id}/entries`, {
    kind: 'message',
    text: 'As the ceo?',
    channelId: nameless.id,
  })
  expect(refused.status).toBe(422)

  // The channel that has one answers as itself.
  await app.api('POST', `/customers/${items[0]!.id}/entries`, { kind: 'message', text: 'As the shop.' })
  await expect.poll(() => sink.mails.length, { timeout: 15_000 }).toBe(1)
  expect(sink.mails[0]!.from).toBe('help@shop.test')
  expect(sink.mails[0]!.raw).toMatch(/^From: .*<help@shop\.test>\r$/m)
  expect(sink.mails[0]!.raw).not.toMatch(/^(?:From|Sender|Reply-To):.*ceo@/m)
})
