import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelAdapter } from '../../src/channels/contract.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { eicar, startClamd, type ClamdSimulator } from '../clamd/clamd-simulator.ts'
import {
  cutOff,
  dripping,
  endless,
  holding,
  refusing,
  sentTo,
  silent,
  slowly,
  startParrotFiles,
  type ParrotFiles,
} from '../sample-channel/parrot-files.ts'
import { createParrot, signatureOf, type Said } from '../sample-channel/parrot.ts'
import { startSecondNode } from '../security/second-node.ts'

// Files that a provider only names: the message stands at once, and they follow, or say why not.

const publicUrl = 'https://desk.example.com'
const secret = 'what the parrot knows'
const env = { PUBLIC_URL: publicUrl, FETCHED_FILE_MIB: '1', SECRET_KEY: 'k'.repeat(64) }
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
let app: TestApp
let files: ParrotFiles
let channel: Channel
let clamd: ClamdSimulator
/** One that waits for no provider for long. */
let hasty: { app: TestApp; channel: Channel }
let moreAdapters: ChannelAdapter[]
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  files = stops.use(await startParrotFiles())
  clamd = await startClamd()
  stops.defer(() => clamd.stop())
  moreAdapters = [createParrot({ allowPrivateHosts: [files.host] })]
  app = stops.use(await startTestApp({ env, moreAdapters }))
  channel = await connect(app)
  const impatient = stops.use(await startTestApp({ env: { ...env, UPLOAD_IDLE_SECONDS: '1' }, moreAdapters }))
  hasty = { app: impatient, channel: await connect(impatient) }
})
afterAll(() => stops.disposeAsync())

const connect = (to: TestApp): Promise<Channel> =>
  to.api('POST', '/channels', { kind: 'parrot', name: 'Parrot', settings: { perch: 'p', secret, server: files.url } })

let count = 0
const fresh = (name: string): string => `${name}-${++count}`

type Media = NonNullable<Said[number]['media']>[number]
const named = (file: string, more: Partial<Media> = {}): Media => ({
  name: 'photo.png',
  type: 'image/png',
  size: null,
  file,
  ...more,
})

async function hand(said: Partial<Said[number]>, to = { app, channel }): Promise<number> {
  const body = JSON.stringify([{ id: fresh('said'), perch: 'p', by: fresh('polly'), text: 'See this', ...said }])
  const url = `${publicUrl}/in/${to.channel.id}`
  const headers = { 'x-parrot-signature': signatureOf({ body: Buffer.from(body), url }, secret) }
  return (await fetch(`${to.app.url}/in/${to.channel.id}`, { method: 'POST', headers, body })).status
}

async function entryOf(id: string, of = app): Promise<Entry> {
  const { rows } = await of.database.pool.query<{ id: string }>('select id from entries where provider_id = $1', [id])
  expect(rows).toHaveLength(1)
  return of.api('GET', `/entries/${rows[0]!.id}`)
}

interface Stands {
  id: string
  first: Attachment
  now: () => Promise<Attachment>
}

/** What is said stands on its thread when the provider has its answer, with its files named. */
async function saying(media: Media[], to = { app, channel }): Promise<Stands> {
  const id = fresh('said')
  expect(await hand({ id, media }, to)).toBe(202)
  const { text, attachments } = await entryOf(id, to.app)
  expect([text, attachments.length]).toEqual(['See this', media.length])
  return { id, first: attachments[0]!, now: async () => (await entryOf(id, to.app)).attachments[0]! }
}

const download = (id: string): Promise<Response> => app.request('GET', `/attachments/${id}`)
const again = (id: string): Promise<Response> => app.request('POST', `/attachments/${id}/fetch`)
const askedFor = (file: string): number => files.asked.filter((one) => one.file === file).length
const failed = (said: string) => ({ state: 'failed', problem: { message: expect.stringContaining(said) } })

test('a message with a file stands at once, says that it arrives, and then has it', async () => {
  const file = fresh('file')
  const go = Promise.withResolvers<void>()
  files.put(file, slowly(png, go.promise))
  const { id, first, now } = await saying([
    named(file, { name: '../evil\u202egnp.exe', type: 'text/html', size: png.length }),
  ])
  expect(first).toMatchObject({
    state: 'arriving',
    sizeBytes: png.length,
    mediaType: 'application/octet-stream',
    scan: null,
  })
  expect(first.name).toBe('_evilgnp.exe')
  expect(first).not.toHaveProperty('problem')
  await expect.poll(() => files.atOnce(file).now).toBe(1)
  const early = await download(first.id)
  expect([early.status, await early.text()]).toEqual([409, expect.stringContaining('has not arrived')])
  expect((await again(first.id)).status).toBe(409)
  go.resolve()
  await expect.poll(async () => (await now()).state).toBeUndefined()
  expect(await now()).toMatchObject({ id: first.id, mediaType: 'image/png', sizeBytes: png.length })
  expect(Buffer.from(await (await download(first.id)).arrayBuffer()).equals(png)).toBe(true)
  expect(files.asked.filter((one) => one.file === file)).toEqual([{ file, key: secret }])
  expect((await again(first.id)).status).toBe(409)
  const entry = await entryOf(id)
  const { items } = await app.api<{ items: { type: string; entryId: string; data: object }[] }>(
    'GET',
    '/changes?limit=200',
  )
  const told = items.filter(({ entryId, type }) => entryId === entry.id && type === 'entry.file_changed')
  expect(told.map(({ data }) => data)).toMatchObject([{ attachmentId: first.id, state: 'arrived' }])
})

test('busy, then refused, then gone, then there: each time the message stands, and staff ask again', async () => {
  const file = fresh('file')
  files.put(file, refusing(503, { 'retry-after': '2' }), refusing(401), refusing(404), holding(png))
  const { first, now } = await saying([named(file)])
  await expect.poll(now).toMatchObject({ state: 'arriving', problem: { message: 'The parrot answered with 503.' } })
  // By itself, after the time that it was asked to wait.
  await expect.poll(now).toMatchObject(failed('answered with 401'))
  expect((await download(first.id)).status).toBe(409)
  expect((await again(first.id)).status).toBe(200)
  await expect.poll(now).toMatchObject(failed('answered with 404'))
  expect(await (await again(first.id)).json()).not.toHaveProperty('problem')
  await expect.poll(async () => (await now()).state).toBeUndefined()
  expect(askedFor(file)).toBe(4)
  expect((await download(first.id)).status).toBe(200)
})

test('a busy provider is not asked before the time that it named, however absurd, and not without end', async () => {
  const file = fresh('file')
  files.put(file, refusing(429, { 'retry-after': '99999999999' }))
  const { first, now } = await saying([named(file)])
  await expect.poll(now).toMatchObject({ state: 'arriving', problem: { message: 'The parrot answered with 429.' } })
  const { rows } = await app.database.pool.query(
    `select next_try_at > now() + interval '23 hours' and next_try_at <= now() + interval '1 day' as waits
     from file_fetches where attachment_id = $1`,
    [first.id],
  )
  expect(rows).toEqual([{ waits: true }])
  await app.database.pool.query(
    `update file_fetches set next_try_at = now(), trying_since = now() - interval '1 day' where attachment_id = $1`,
    [first.id],
  )
  await expect.poll(now, { timeout: 40_000 }).toMatchObject(failed('tried for a day'))
  expect(askedFor(file)).toBe(2)
})

test.each([
  ['larger than it may be, as announced', () => holding(png), { size: 2 ** 20 + 1 }, 'larger than 1 MiB', 0],
  ['larger than announced, without end', () => endless, { size: 10 }, 'larger than 1 MiB', 1],
  ['of a provider that names no size', () => endless, { size: -1 }, 'larger than 1 MiB', 1],
  [
    'that is behind a redirect to an internal address',
    () => sentTo('http://10.0.0.1/secrets'),
    {},
    'inside the network',
    1,
  ],
  [
    'that is behind a redirect to the cloud',
    () => sentTo('http://169.254.169.254/latest'),
    {},
    'inside the network',
    1,
  ],
])('a file %s is not fetched, and is not tried again by itself', async (_, answer, more, said, times) => {
  const file = fresh('file')
  files.put(file, answer())
  const { first, now } = await saying([named(file, more)])
  await expect.poll(now).toMatchObject(failed(said))
  await expect.poll(() => files.atOnce(file).now).toBe(0)
  expect(askedFor(file)).toBe(times)
  expect((await download(first.id)).status).toBe(409)
})

test('a file at an internal address is not asked for', async () => {
  const { now } = await saying([named('http://127.0.0.1:1/secrets')])
  await expect.poll(now).toMatchObject(failed('inside the network'))
})

test.each([
  ['drips', dripping, 'too slowly'],
  ['is silent', silent, 'too slowly'],
  ['is cut off', cutOff, 'aborted'],
])('a file that %s is given up for now, and arrives later', async (_, answer, said) => {
  const file = fresh('file')
  files.put(file, answer, holding(png))
  const { now } = await saying([named(file)], hasty)
  await expect.poll(now).toMatchObject({ state: 'arriving', problem: { message: expect.stringContaining(said) } })
  await expect.poll(() => files.atOnce(file).now).toBe(0)
  await expect.poll(async () => (await now()).state).toBeUndefined()
  expect(await now()).toMatchObject({ sizeBytes: png.length })
})

test('what lies about its type is what its bytes are', async () => {
  const file = fresh('file')
  files.put(file, holding('<script>alert(1)</script>', 'image/png'))
  const { first, now } = await saying([named(file)])
  await expect.poll(async () => (await now()).state).toBeUndefined()
  expect(await now()).toMatchObject({ mediaType: 'text/plain' })
  expect((await download(first.id)).headers.get('content-type')).toBe('text/plain; charset=utf-8')
})

test('an empty file, a name of nothing and a reference full of nonsense are no trouble', async () => {
  const file = fresh('file\u0000\ud800')
  files.put(new URL(file, files.url).pathname.slice(1), holding(''))
  const { now } = await saying([named(file, { name: '\u0000', type: '\u0000'.repeat(500), size: 1e300 })])
  await expect.poll(now).toMatchObject({ name: 'file', sizeBytes: 0, mediaType: 'application/octet-stream' })
  await expect.poll(async () => (await now()).state).toBeUndefined()
})

test('a message that is delivered again brings its files once', async () => {
  const file = fresh('file')
  files.put(file, holding(png))
  const said = { id: fresh('said'), by: fresh('polly'), media: [named(file)] }
  expect(await Promise.all(Array.from({ length: 5 }, () => hand(said)))).toEqual([202, 202, 202, 202, 202])
  await expect.poll(async () => (await entryOf(said.id)).attachments.map(({ state }) => state)).toEqual([undefined])
  expect(askedFor(file)).toBe(1)
})

test('many files of one message come each by itself, in their order, and one that fails holds up no other', async () => {
  const names = Array.from({ length: 12 }, (_, index) => fresh(`many-${index}`))
  for (const [index, name] of names.entries()) files.put(name, index === 3 ? refusing(404) : holding(`${index} bytes`))
  const { id } = await saying(names.map((file) => named(file, { name: `${file}.txt` })))
  const states = async () => (await entryOf(id)).attachments.map(({ state }) => state ?? 'here')
  await expect.poll(states).toEqual(names.map((_, index) => (index === 3 ? 'failed' : 'here')))
  expect((await entryOf(id)).attachments.map(({ name }) => name)).toEqual(names.map((name) => `${name}.txt`))
})

test('two nodes never fetch one file at the same moment, whatever is asked of them', async () => {
  await using _second = await startSecondNode(app, { ...env, SERVICES: 'worker' }, { moreAdapters })
  const file = fresh('file')
  const go = Promise.withResolvers<void>()
  files.put(file, slowly(png, go.promise))
  const { first, now } = await saying([named(file)])
  await expect.poll(() => files.atOnce(file).now).toBe(1)
  // As after jobs that were lost and found again, many times.
  const job = `insert into pgboss.job (name, data) select 'fetch-file', $1 from generate_series(1, 20)`
  await app.database.pool.query(job, [{ attachmentId: first.id }])
  const waiting = `select 1 from pgboss.job where name = 'fetch-file' and state < 'completed' and data ->> 'attachmentId' = $1`
  const waitingJobs = async () => (await app.database.pool.query(waiting, [first.id])).rows.length
  // All but the one that fetches it.
  await expect.poll(waitingJobs).toBeLessThanOrEqual(1)
  go.resolve()
  await expect.poll(async () => (await now()).state).toBeUndefined()
  expect(files.atOnce(file)).toEqual({ now: 0, most: 1 })
  expect(askedFor(file)).toBe(1)
})

test('what another worker has taken over is not written by the one before', async () => {
  const file = fresh('file')
  const go = Promise.withResolvers<void>()
  files.put(file, slowly('from the first', go.promise), holding('from the second'))
  const { now } = await saying([named(file)])
  await expect.poll(() => files.atOnce(file).now).toBe(1)
  // As if its worker had given no sign of life for long.
  await app.database.pool.query(
    `update file_fetches set taken_by = gen_random_uuid(), next_try_at = now() - interval '1 s' where attachment_id = $1`,
    [(await now()).id],
  )
  await expect.poll(() => askedFor(file), { timeout: 40_000 }).toBe(2)
  await expect.poll(async () => (await now()).state).toBeUndefined()
  go.resolve()
  const { id, sizeBytes } = await now()
  expect([sizeBytes, await (await download(id)).text()]).toEqual([15, 'from the second'])
})

test('a channel that was switched off fetches nothing; once it is on again staff ask', async () => {
  const file = fresh('file')
  files.put(file, refusing(503), holding(png))
  const { first, now } = await saying([named(file)])
  await expect.poll(() => askedFor(file)).toBe(1)
  await app.api('PATCH', `/channels/${channel.id}`, { enabled: false })
  await expect.poll(now).toMatchObject(failed('switched off'))
  await app.api('PATCH', `/channels/${channel.id}`, { enabled: true })
  expect((await again(first.id)).status).toBe(200)
  await expect.poll(async () => (await now()).state).toBeUndefined()
})

test('a file that has arrived is scanned like any other, and not before', async () => {
  await using scanning = await startTestApp({
    env: { ...env, CLAMD_ADDRESS: clamd.setting },
    moreAdapters,
  })
  const to = { app: scanning, channel: await connect(scanning) }
  const [file, id] = [fresh('file'), fresh('said')]
  const go = Promise.withResolvers<void>()
  files.put(file, slowly(eicar, go.promise))
  await hand({ id, media: [named(file)] }, to)
  await expect.poll(() => files.atOnce(file).now).toBe(1)
  expect((await entryOf(id, scanning)).attachments[0]).toMatchObject({ state: 'arriving', scan: null })
  const path = `/attachments/${(await entryOf(id, scanning)).attachments[0]!.id}`
  for (const [method, what, body] of [
    ['POST', '/scan', undefined],
    ['PUT', '/release', { reason: 'I know it' }],
    ['PUT', '/removal', { reason: 'I know it' }],
  ] as const) {
    expect((await scanning.request(method, path + what, body)).status).toBe(409)
  }
  go.resolve()
  await expect
    .poll(async () => (await entryOf(id, scanning)).attachments[0])
    .toMatchObject({ scan: { state: 'infected', isWithheld: true } })
  expect((await scanning.request('GET', path)).status).toBe(409)
  expect((await scanning.database.pool.query("select 1 from file_scans where sha256 = ''")).rows).toEqual([])
})
