import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Customer, CustomerRow } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Copies } from '@throughline/protocol/timeline/addresses.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendMail } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

/** What a person who is blocked gets to hear by mail, and whose mail is theirs. */
const polled = { timeout: 20_000 }
let sink: SmtpSink
let app: TestApp
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
  const { items } = await app.api<{ items: { id: string; kind: string }[] }>('GET', '/channels')
  const acknowledgement = { enabled: true, text: 'We got your mail.' }
  const settings = { address: 'support@shop.example', authservIds: ['mx.shop.example'], acknowledgement }
  await app.api('PATCH', `/channels/${items.find(({ kind }) => kind === 'email')!.id}`, { settings })
})
afterAll(async () => {
  await app.stop()
  await sink.close()
})

const write = (from: string, subject: string, dmarc: 'pass' | 'fail' = 'pass') =>
  sendMail(app.smtpPort, {
    from,
    subject,
    text: `About ${subject}.`,
    headers: { 'Authentication-Results': `mx.shop.example; dmarc=${dmarc} header.from=${from.split('@')[1]}` },
  })
const customersAt = async (query: string) =>
  (await app.api<{ items: CustomerRow[] }>('GET', `/customers?query=${encodeURIComponent(query)}`)).items
const kept = async (query: string) =>
  (await app.api<{ items: InboundRecord[] }>('GET', `/inbound?query=${encodeURIComponent(query)}`)).items
const block = (id: string) => app.api<Customer>('PUT', `/customers/${id}/block`, { reason: 'Threats.' })
const sentTo = (address: string): number => sink.mails.filter(({ to }) => to.includes(address)).length

test('what waited to be sent does not leave any more once its addressee is blocked', async () => {
  const newCustomer = (value: string) =>
    app.api<Customer>('POST', '/customers', { identities: [{ kind: 'email', value }] })
  const say = (id: string, more: object = {}) =>
    app.api<Entry>('POST', `/customers/${id}/entries`, { kind: 'message', text: 'We will see to it.', ...more })
  const deliveryOf = async ({ id }: Entry) => (await app.api<Entry>('GET', `/entries/${id}`)).delivery!

  // It was held for a moment, to be recalled.
  const [held, tried] = [await newCustomer('held@far.example'), await newCustomer('tried@far.example')]
  const heldBack = await say(held.id, { holdSeconds: 5 })
  // Its server said that it should come later.
  sink.answer = (line) => (line.includes('tried@far.example') ? '451 4.3.0 later' : undefined)
  const retried = await say(tried.id)
  await expect.poll(async () => (await deliveryOf(retried)).attempts, polled).toBe(1)
  await expect.poll(async () => (await deliveryOf(retried)).state, polled).toBe('queued')
  await block(held.id)
  await block(tried.id)
  sink.answer = () => undefined
  await app.database.pool.query('update deliveries set next_attempt_at = now() where entry_id = $1', [retried.id])
  for (const entry of [heldBack, retried]) {
    await expect
      .poll(() => deliveryOf(entry), { timeout: 90_000 })
      .toMatchObject({ state: 'failed', error: { code: 'blocked' } })
  }
  expect([sentTo('held@far.example'), sentTo('tried@far.example')]).toEqual([0, 0])
}, 120_000)

test('who is blocked is offered no copy and gets none, however their address is written', async () => {
  const identities = [{ kind: 'email', value: 'nasty@far.example' }]
  const nasty = await app.api<Customer>('POST', '/customers', { identities })
  await sendMail(app.smtpPort, {
    from: 'kind@near.example',
    cc: 'Nasty@far.example, fine@near.example',
    replyTo: 'nasty@far.example',
    subject: 'Both of us',
    text: 'We both ask.',
  })
  const [kind] = await customersAt('kind@near.example')
  const { items: issues } = await app.api<{ items: { id: string }[] }>('GET', `/issues?customerId=${kind!.id}`)
  const offered = async () => {
    const { copies } = await app.api<{ copies: Copies }>(
      'GET',
      `/customers/${kind!.id}/addresses?issueId=${issues[0]!.id}`,
    )
    return [copies.cc.map(({ address }) => address), copies.replyTo?.map(({ address }) => address)]
  }
  const copyTo = (cc: string[]) =>
    app.request('POST', `/customers/${kind!.id}/entries`, { kind: 'message', text: 'Both.', content: { cc } })
  expect(await offered()).toEqual([['nasty@far.example', 'fine@near.example'], ['nasty@far.example']])
  await block(nasty.id)
  expect(await offered()).toEqual([['fine@near.example'], undefined])
  for (const cc of ['nasty@far.example', 'NASTY@Far.example']) {
    const refused = await copyTo(['fine@near.example', cc])
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { words: [{ code: 'channels.copy_to_blocked' }] },
    ])
  }
  expect((await copyTo(['fine@near.example'])).status).toBe(201)
  await app.api('PUT', '/blocked-domains/gone.example', { reason: 'Spam.' })
  expect((await copyTo(['fine@near.example', 'any@sub.gone.example'])).status).toBe(400)
  expect(sentTo('nasty@far.example')).toBe(0)
})

test('nothing is answered by itself, neither when their mail is set aside nor when it is released', async () => {
  const identities = [{ kind: 'email', value: 'rude@far.example' }]
  const { id } = await app.api<Customer>('POST', '/customers', { displayName: 'Otto Grob', identities })
  await block(id)
  await write('rude@far.example', 'Let me in')
  const [record] = await kept('Let me in')
  expect(record).toMatchObject({ kind: 'blocked', state: 'set_aside' })
  expect(await app.api('POST', `/inbound/${record!.id}/replay`)).toMatchObject({ state: 'accepted' })
  expect((await app.api<Customer>('GET', `/customers/${id}`)).openIssues).toHaveLength(1)

  // What is sent to somebody after it says that its turn has passed.
  await write('kind@far.example', 'Mine')
  await expect.poll(() => sentTo('kind@far.example'), polled).toBe(1)
  expect(sentTo('rude@far.example')).toBe(0)
})

test('who blocks a forger does not block whose address was forged, before and after they wrote themselves', async () => {
  await write('victim@bank.example', 'Forged', 'fail')
  const { items } = await app.api<{ items: { subject: string; customerId: string }[] }>('GET', '/issues?limit=100')
  const forger = items.find(({ subject }) => subject === 'Forged')!.customerId
  await block(forger)
  await write('victim@bank.example', 'Genuine')
  expect(await kept('Genuine')).toEqual([])
  await write('victim@bank.example', 'Forged again', 'fail')
  expect(await kept('Forged again')).toMatchObject([{ kind: 'blocked' }])
  const found = await customersAt('victim@bank.example')
  expect(found.filter((row) => row.block === null)).toHaveLength(1)
})
