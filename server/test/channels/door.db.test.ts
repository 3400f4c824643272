import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { parrot, signatureOf, type Said } from '../sample-channel/parrot.ts'

// What a provider hands in at `/in/:channelId`, by real sockets: the signature first, and an answer after the commit.

const publicUrl = 'https://desk.example.com'
let app: TestApp
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  app = stops.use(await startTestApp({ env: { PUBLIC_URL: publicUrl }, moreAdapters: [parrot] }))
})
afterAll(() => stops.disposeAsync())

let count = 0
const fresh = (name: string): string => `${name}-${++count}`

function connect(settings: { perch: string; secret: string }): Promise<Channel> {
  return app.api<Channel>('POST', '/channels', { kind: 'parrot', name: `Parrot ${settings.perch}`, settings })
}

async function newChannel() {
  const [perch, secret] = [fresh('perch'), fresh('secret')]
  const { id, inboundUrl } = await connect({ perch, secret })
  return { id, perch, secret, inboundUrl: inboundUrl! }
}

interface Handed {
  body: string
  secret: string
  query?: string
  /** As the provider signs; another where the request is forged. */
  signedUrl?: string
  method?: string
}

function hand(id: string, { body, secret, query = '', signedUrl, method = 'POST' }: Handed): Promise<Response> {
  const url = signedUrl ?? `${publicUrl}/in/${id}${query}`
  const headers = {
    'content-type': 'application/json',
    'x-parrot-signature': signatureOf({ body: Buffer.from(body), url }, secret),
  }
  return fetch(`${app.url}/in/${id}${query}`, { method, headers, ...(method === 'GET' ? {} : { body }) })
}

const saying = (...said: Partial<Said[number]>[]): string =>
  JSON.stringify(said.map((one) => ({ id: fresh('said'), perch: 'p', by: 'Polly', text: 'Hello', ...one })))

async function textsOf(query: string): Promise<(string | null)[]> {
  const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${query}`)
  if (!items[0]) return []
  const thread = await app.api<{ items: Entry[] }>('GET', `/customers/${items[0].id}/thread`)
  return thread.items.flatMap(({ kind, text }) => (kind === 'message' ? [text] : []))
}

async function keptOf(channelId: string): Promise<InboundRecord[]> {
  const { items } = await app.api<{ items: InboundRecord[] }>('GET', '/inbound')
  return items.filter(({ channel }) => channel?.id === channelId)
}

test('what is signed is on the thread when it is answered, and once however often it comes', async () => {
  const { id, perch, secret, inboundUrl } = await newChannel()
  expect(inboundUrl).toBe(`${publicUrl}/in/${id}`)
  const by = fresh('polly')
  const body = saying({ perch, by, text: 'one' }, { perch, by, text: 'two' })
  for (let time = 0; time < 3; time++) {
    const answer = await hand(id, { body, secret })
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      202,
      expect.stringMatching(/^application\/json/),
      '{"heard":true}',
    ])
    expect(await textsOf(by)).toEqual(['one', 'two'])
  }
})

test.each([
  ['with another secret', (body: string) => ({ body, secret: 'guessed' })],
  [
    'with another address',
    (body: string, secret: string) => ({ body, secret, signedUrl: 'https://other.example/in/1' }),
  ],
  [
    'without the query that was called',
    (body: string, secret: string, id: string) => ({
      body,
      secret,
      query: '?more=1',
      signedUrl: `${publicUrl}/in/${id}`,
    }),
  ],
  ['by GET', (body: string) => ({ body, secret: 'guessed', method: 'GET' })],
])('what is signed %s is 403, and kept nowhere', async (_how, forge) => {
  const { id, perch, secret } = await newChannel()
  const by = fresh('mallory')
  const answer = await hand(id, forge(saying({ perch, by }), secret, id))
  expect([answer.status, JSON.parse(await answer.text())]).toEqual([
    403,
    expect.objectContaining({ code: 'forbidden' }),
  ])
  expect([await textsOf(by), await keptOf(id)]).toEqual([[], []])
})

test('a try of the address is answered as the provider wants it, and only with the token', async () => {
  const { id, perch } = await newChannel()
  const right = await fetch(`${app.url}/in/${id}?challenge=4711&token=${perch}`)
  expect([right.status, await right.text()]).toEqual([200, '4711'])
  expect((await fetch(`${app.url}/in/${id}?challenge=4711&token=guess`)).status).toBe(403)
})

test('a channel is connected once the provider has called with the right signature, and not before', async () => {
  const { id, perch, secret } = await newChannel()
  const stateOf = async () => (await app.api<Channel>('GET', `/channels/${id}`)).health.state
  expect(await stateOf()).toBe('connecting')
  await hand(id, { body: saying({ perch }), secret: 'guessed' })
  expect(await stateOf()).toBe('connecting')
  await hand(id, { body: saying({ perch }), secret })
  expect(await stateOf()).toBe('ok')
})

test.each([
  ['a channel of another kind', async () => (await app.api<{ items: Channel[] }>('GET', '/channels')).items[0]!.id],
  ['no channel', async () => '01900000-0000-7000-8000-0000000000ff'],
  ['no id', async () => 'x'],
])('there is nothing at the address of %s', async (_what, idOf) => {
  expect((await hand(await idOf(), { body: '[]', secret: 'any' })).status).toBe(404)
})

test('while a channel is switched off the provider is asked to come again', async () => {
  const { id, perch, secret } = await newChannel()
  await app.api('PATCH', `/channels/${id}`, { enabled: false })
  const by = fresh('polly')
  const body = saying({ perch, by })
  expect((await hand(id, { body, secret })).status).toBe(503)
  await app.api('PATCH', `/channels/${id}`, { enabled: true })
  await expect.poll(async () => (await hand(id, { body, secret })).status).toBe(202)
  expect(await textsOf(by)).toHaveLength(1)
})

test('what is signed and cannot be read is kept, without what lets somebody in, and the provider is not told to repeat it', async () => {
  const { id, secret } = await newChannel()
  for (const body of ['nonsense', '[{}]', '{"a":']) {
    expect((await hand(id, { body, secret, query: '?key=secret&part=2' })).status).toBe(202)
  }
  const kept = await keptOf(id)
  expect(kept).toHaveLength(3)
  for (const one of kept) expect(one).toMatchObject({ state: 'failed', kind: 'unreadable', hasRaw: true })
  const rows = await app.database.db.selectFrom('inbound').select('request').where('channel_id', '=', id).execute()
  for (const { request } of rows) {
    expect(request).toMatchObject({ method: 'POST', url: `${publicUrl}/in/${id}?part=2` })
    expect(request!.headers).toHaveProperty('content-type', 'application/json')
    expect(request!.headers).not.toHaveProperty('x-parrot-signature')
  }
})

test('one address takes what is for other accounts of the same app, each on the channel that is for it', async () => {
  const [first, secret] = [await newChannel(), fresh('secret')]
  await app.api('PATCH', `/channels/${first.id}`, { settings: { perch: first.perch, secret } })
  const second = await connect({ perch: fresh('perch'), secret })
  const [here, there] = [fresh('here'), fresh('there')]
  const perch = (second.settings as { perch: string }).perch
  const body = saying({ perch: first.perch, by: here }, { perch, by: there })
  for (let time = 0; time < 2; time++)
    await expect.poll(async () => (await hand(first.id, { body, secret })).status).toBe(202)
  const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${there}`)
  const thread = await app.api<{ items: Entry[] }>('GET', `/customers/${items[0]!.id}/thread`)
  expect(thread.items.map(({ channel }) => channel?.id)).toEqual([second.id])
  expect(await textsOf(here)).toHaveLength(1)
})
