import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendMail } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'
import { startShop, type Shop } from '../shop.ts'

/** A default never picks a channel that cannot send: a mail channel without an address, or without a server. */
let shop: Shop
let sink: SmtpSink
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  sink = await startSmtpSink()
  stops.defer(() => sink.close())
  shop = await startShop({ env: { SMTP_URL: '' } })
  stops.defer(() => shop.stop())
})
afterAll(() => stops.disposeAsync())

const channels = async () => (await shop.app.api<{ items: Channel[] }>('GET', '/channels')).items
const tried = async ({ id }: Channel) => shop.app.api<{ ok: boolean; steps: object[] }>('POST', `/channels/${id}/test`)

test('an unseen answer goes on by the channel that can send, and the test of the chat says by which', async () => {
  const { app } = shop
  const [chat, first] = ['webchat', 'email'].map(
    (kind) => async () => (await channels()).find((one) => one.kind === kind)!,
  )
  // As the first start makes it: no address, and there is no server.
  await app.api('PATCH', `/channels/${(await first!()).id}`, { settings: {} })
  expect(await tried(await first!())).toMatchObject({ ok: false })
  expect(await tried(await chat!())).toMatchObject({
    ok: false,
    steps: expect.arrayContaining([expect.objectContaining({ ok: false, name: 'Mail' })]),
  })

  const smtp = { host: '127.0.0.1', port: sink.port, security: 'none' }
  const settings = { address: 'support@shop.test', smtp }
  const support = await app.api<Channel>('POST', '/channels', { kind: 'email', name: 'Support', settings })
  expect(await tried(support)).toMatchObject({ ok: true })
  expect((await tried(await chat!())).steps).toContainEqual(
    expect.objectContaining({ ok: true, name: 'Mail', sentence: expect.stringContaining('Support') }),
  )

  const ida = shop.visitor()
  const asked = await ida.say('Where is my parcel?')
  await ida.ask('PUT', '/reach', { name: 'Ida', email: 'ida@example.com' })
  const { customerId } = await app.api<Entry>('GET', `/entries/${asked.id}`)
  await shop.write(customerId, { text: 'It comes tomorrow.' })
  const waiting = async () => (await app.database.pool.query("select from timers where kind = 'chat.unseen'")).rowCount
  await expect.poll(waiting).toBe(1)
  await shop.aDayPasses()
  await expect
    .poll(() => sink.mails.map(({ from, to }) => [from, ...to]), { timeout: 20_000 })
    .toEqual([['support@shop.test', 'ida@example.com']])
})

test('the way that is offered first is one by which mail leaves, also when the customer wrote to the other one', async () => {
  const { app } = shop
  await sendMail(app.smtpPort, {
    from: 'ana@example.com',
    to: 'support@localhost',
    subject: 'Kettle',
    text: 'It leaks.',
  })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', '/customers?query=ana@example.com')
  const ways = async () =>
    (await app.api<{ items: ReachableAddress[] }>('GET', `/customers/${items[0]!.id}/addresses`)).items
  expect(await ways()).toMatchObject([
    { channel: { name: 'Support' }, isDefault: true, usable: true },
    { usable: true, isDefault: false, reasonCode: 'kept' },
  ])
  const entry = await app.api<Entry>('POST', `/customers/${items[0]!.id}/entries`, {
    kind: 'message',
    text: 'We send one.',
  })
  expect(entry.channel).toMatchObject({ name: 'Support' })
})

test('an unseen answer does not go on to a mailbox of ours that a visitor has typed', async () => {
  const { app } = shop
  const ina = shop.visitor()
  const asked = await ina.say('Where is my lamp?')
  await ina.ask('PUT', '/reach', { name: 'Ina', email: 'support@shop.test' })
  const { customerId } = await app.api<Entry>('GET', `/entries/${asked.id}`)
  await shop.write(customerId, { text: 'On its way.' })
  const waiting = async () => (await app.database.pool.query("select from timers where kind = 'chat.unseen'")).rowCount
  await expect.poll(waiting).toBe(1)
  await shop.aDayPasses()
  await expect.poll(waiting, { timeout: 20_000 }).toBe(0)
  expect((await shop.threadOf(customerId)).map(({ text }) => text)).toEqual(['Where is my lamp?', 'On its way.'])
})
