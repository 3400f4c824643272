import { randomBytes } from 'node:crypto'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { simulateTwilio, type SimulatedTwilio, type TakenMessage } from '../providers/twilio.ts'

// SMS by real sockets: a customer writes, we answer, and Twilio reports what became of it, late, twice and in any order.

const publicUrl = 'https://desk.example.com'
const polled = { timeout: 15_000 }
let app: TestApp
let twilio: SimulatedTwilio
let channel: Channel
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  app = stops.use(await startTestApp({ env: { PUBLIC_URL: publicUrl, ALLOWED_PRIVATE_HOSTS: '127.0.0.1' } }))
  twilio = stops.use(await simulateTwilio((url) => url.replace(publicUrl, app.url)))
  const { accountSid, authToken, number, url: server } = twilio
  const settings = { provider: 'twilio', accountSid, authToken, from: number.phone, server }
  channel = await app.api<Channel>('POST', '/channels', { kind: 'sms', name: 'SMS', settings })
  number.smsUrl = channel.inboundUrl!
})
afterAll(() => stops.disposeAsync())

let count = 0
const freshNumber = (): string => `+1415867${String(1000 + ++count)}`

async function customerOf(phone: string): Promise<Customer | undefined> {
  const { items } = await app.api<{ items: Customer[] }>('GET', `/customers?query=${encodeURIComponent(phone)}`)
  return items[0]
}
async function threadOf(phone: string): Promise<Entry[]> {
  const customer = await customerOf(phone)
  if (!customer) return []
  return (await app.api<{ items: Entry[] }>('GET', `/customers/${customer.id}/thread`)).items
}
const textsOf = async (phone: string) =>
  (await threadOf(phone)).flatMap(({ kind, text }) => (kind === 'message' ? [text] : []))
const entryNow = (id: string): Promise<Entry> => app.api('GET', `/entries/${id}`)
const stateOf = async (id: string) => (await entryNow(id)).delivery?.state
const becomes = (id: string, state: string) => expect.poll(() => stateOf(id), polled).toBe(state)
const waits = (id: string, code: string) =>
  expect.poll(async () => (await entryNow(id)).delivery?.error?.code, polled).toBe(code)
const kept = async (): Promise<InboundRecord[]> =>
  (await app.api<{ items: InboundRecord[] }>('GET', '/inbound')).items.filter(({ state }) => state !== 'accepted')

async function mayBeWrittenTo(phone: string): Promise<string | boolean> {
  const { id } = (await customerOf(phone))!
  const { items } = await app.api<{ items: ReachableAddress[] }>('GET', `/customers/${id}/addresses`)
  const { usable, reasonCode } = items.find((one) => one.channel.id === channel.id)!
  return usable || reasonCode
}

/** A customer has asked, and an answer is written. */
async function answer(
  text: string,
): Promise<{ phone: string; entryId: string; taken: () => TakenMessage | undefined }> {
  const phone = freshNumber()
  expect((await twilio.handIn({ From: phone, Body: 'Where is my parcel?' })).status).toBe(200)
  const { id } = (await customerOf(phone))!
  const { items } = await app.api<{ items: Issue[] }>('GET', `/issues?customerId=${id}`)
  const about = { kind: 'message', text, issueId: items[0]!.id, channelId: channel.id }
  const { id: entryId } = await app.api<Entry>('POST', `/customers/${id}/entries`, about)
  return { phone, entryId, taken: () => twilio.messages.find(({ to }) => to === phone) }
}
async function answered(text = 'Tomorrow.') {
  const written = await answer(text)
  await becomes(written.entryId, 'sent')
  return { ...written, message: written.taken()! }
}

test('a message is on the thread when Twilio is answered, once however often it comes', async () => {
  const phone = freshNumber()
  const message = { From: phone, Body: 'Wo ist mein Paket? 📦', MessageSid: `SM${'1'.repeat(32)}` }
  for (let time = 0; time < 3; time++) {
    const answer = await twilio.handIn(message)
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      expect.stringMatching(/^text\/xml/),
      '<?xml version="1.0" encoding="UTF-8"?><Response></Response>',
    ])
    expect(await textsOf(phone)).toEqual(['Wo ist mein Paket? 📦'])
  }
})

test('an MMS stands at once, and its file follows from Twilio', async () => {
  const phone = freshNumber()
  const [mm, me] = [`MM${'5'.repeat(32)}`, `ME${'5'.repeat(32)}`]
  const path = `/2010-04-01/Accounts/${twilio.accountSid}/Messages/${mm}/Media/${me}`
  twilio.media.set(path, { type: 'text/plain', bytes: Buffer.from('The label says 4711.') })
  const media = { NumMedia: '1', MediaUrl0: `https://api.twilio.com${path}`, MediaContentType0: 'text/plain' }
  await twilio.handIn({ From: phone, Body: 'Like this', MessageSid: mm, ...media })
  expect(await textsOf(phone)).toEqual(['Like this'])
  const sizesOf = async () => (await threadOf(phone))[0]!.attachments?.map(({ name, sizeBytes }) => [name, sizeBytes])
  await expect.poll(sizesOf, polled).toEqual([['MMS 1', 20]])
})

test('what another signs is 403, and leaves nothing', async () => {
  const phone = freshNumber()
  const before = (await kept()).length
  const body = new URLSearchParams({ From: phone, Body: 'Hello', MessageSid: `SM${'2'.repeat(32)}` })
  for (const signature of ['', 'RSOYDt4T1cUTdK1PDd93/VVr8B8=']) {
    const answer = await fetch(`${app.url}/in/${channel.id}`, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature },
      body,
    })
    expect(answer.status).toBe(403)
  }
  expect([await textsOf(phone), (await kept()).length]).toEqual([[], before])
})

test('what follows belongs to what is being talked about, and the number proves nothing', async () => {
  const phone = freshNumber()
  await twilio.handIn({ From: phone, Body: 'Where is it?' })
  await twilio.handIn({ From: phone, Body: 'Hello?' })
  const { id, identities } = (await customerOf(phone))! as Customer & { identities?: { assurance: string }[] }
  const { items } = await app.api<{ items: Issue[] }>('GET', `/issues?customerId=${id}`)
  expect(items).toHaveLength(1)
  for (const { assurance } of identities ?? []) expect(assurance).toBe('asserted')
})

test('an answer leaves by the number, in the order in which it was written', async () => {
  const { phone, entryId, message } = await answered('Tomorrow. 📦')
  expect(message).toMatchObject({
    from: twilio.number.phone,
    body: 'Tomorrow. 📦',
    statusCallback: `${channel.inboundUrl}?entry=${entryId}`,
  })
  expect(await textsOf(phone)).toEqual(['Where is my parcel?', 'Tomorrow. 📦'])
})

function ordersOf<T>(some: readonly T[]): T[][] {
  if (some.length < 2) return [[...some]]
  return some.flatMap((first, at) => ordersOf(some.toSpliced(at, 1)).map((rest) => [first, ...rest]))
}

test.each([
  [['queued', 'sent', 'delivered'], 'delivered'],
  [['sent', 'undelivered'], 'failed'],
] as const)('reports of %j end in one state, in any order, also twice', async (statuses, end) => {
  for (const order of ordersOf(statuses)) {
    const { entryId, message } = await answered()
    for (const status of [...order, ...order]) {
      const more = status === 'undelivered' ? { ErrorCode: '30003' } : {}
      expect((await twilio.report(message, status, more as Record<string, string>)).status).toBe(200)
    }
    expect([order, await stateOf(entryId)]).toEqual([order, end])
  }
  expect(await kept()).toEqual([])
})

test('a number that is no more is not written to again until it writes', async () => {
  const { phone, entryId, message } = await answered()
  await twilio.report(message, 'undelivered', { ErrorCode: '30005' })
  const { delivery } = await entryNow(entryId)
  expect(delivery).toMatchObject({ state: 'failed', error: { code: '30005' } })
  const { id } = (await customerOf(phone))!
  const refused = await app.request('POST', `/customers/${id}/entries`, {
    kind: 'message',
    text: 'Are you there?',
    channelId: channel.id,
  })
  expect(refused.status).toBeGreaterThanOrEqual(400)
})

test('an answer that is lost on the way back is not sent again once Twilio has reported the message', async () => {
  twilio.failNext('lost answer')
  const { entryId, taken } = await answer('Only once, please.')
  await waits(entryId, 'answer_lost')
  const message = taken()!
  const attempts = twilio.attempts
  await twilio.report(message, 'sent')
  await app.api('POST', `/entries/${entryId}/sending`, {})
  await becomes(entryId, 'sent')
  await twilio.report(message, 'delivered')
  await becomes(entryId, 'delivered')
  expect(twilio.attempts).toBe(attempts)
  await expect.poll(kept, polled).toEqual([])
})

test('a request that is lost on the way is made again', async () => {
  twilio.failNext('lost request')
  const { entryId, taken } = await answer('Did you get this?')
  await waits(entryId, 'answer_lost')
  expect(taken()).toBeUndefined()
  await app.api('POST', `/entries/${entryId}/sending`, {})
  await becomes(entryId, 'sent')
  expect(taken()?.body).toBe('Did you get this?')
})

test('Twilio that takes no more is left alone for as long as it asks', async () => {
  twilio.failNext({ status: 429, code: 20429, message: 'Too Many Requests', retryAfter: '3600' })
  const { entryId } = await answer('Later.')
  await waits(entryId, '20429')
  const { delivery } = await entryNow(entryId)
  expect(delivery?.state).toBe('queued')
  expect(Date.parse(delivery!.nextAttemptAt!) - Date.now()).toBeGreaterThan(3_000_000)
})

const saying = (From: string, Body: string) => ({ From, Body, MessageSid: `SM${randomBytes(16).toString('hex')}` })

test.each(['START', 'Yes'])('a STOP is no message and ends all messages, until a %s', async (word) => {
  const phone = freshNumber()
  const [stop, start] = [saying(phone, 'Stop'), saying(phone, word)]
  await twilio.handIn(saying(phone, 'Hello'))
  expect((await twilio.handIn(stop)).status).toBe(200)
  expect([await textsOf(phone), await mayBeWrittenTo(phone)]).toEqual([['Hello'], 'no_consent'])
  await twilio.handIn(start)
  // Both are delivered again, in the wrong order.
  await twilio.handIn(start)
  await twilio.handIn(stop)
  expect(await textsOf(phone)).toEqual(['Hello'])
  expect(await mayBeWrittenTo(phone)).toBe(true)
})

test('a YES of somebody who has not said STOP is an answer', async () => {
  const phone = freshNumber()
  const yes = saying(phone, 'Yes')
  for (const one of [saying(phone, 'Hello'), yes, saying(phone, 'STOP'), yes]) await twilio.handIn(one)
  expect([await textsOf(phone), await mayBeWrittenTo(phone)]).toEqual([['Hello', 'Yes'], 'no_consent'])
})

test('that Twilio knows of a STOP which we never heard of counts as one, until START', async () => {
  twilio.failNext({ status: 400, code: 21610, message: 'Attempt to send to unsubscribed recipient' })
  const { phone, entryId } = await answer('Tomorrow.')
  await becomes(entryId, 'failed')
  expect((await entryNow(entryId)).delivery!.error).toMatchObject({ code: '21610' })
  expect(await mayBeWrittenTo(phone)).toBe('no_consent')
  const said = (await threadOf(phone)).filter(({ kind }) => kind === 'event').map(({ text }) => text)
  expect(said).toEqual([`${phone} asked for no more messages by SMS.`])
  await twilio.handIn({ From: phone, Body: 'START' })
  expect(await mayBeWrittenTo(phone)).toBe(true)
})
