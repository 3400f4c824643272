import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { createLogger } from '../logger.ts'
import { parseDsn } from './dsn.ts'
import { reportErrors, type ErrorReports } from './error-reports.ts'
import { scrub } from './scrub.ts'

interface Received {
  path: string
  headers: IncomingMessage['headers']
  body: string
  parts: Record<string, unknown>[]
}

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request)
  const lines = body.trim().split('\n')
  const parts = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  received.push({ path: `${request.method} ${request.url}`, headers: request.headers, body, parts })
  response.end('{}')
}

let server: Server
let received: Received[]
let reports: ErrorReports
beforeEach(async () => {
  received = []
  server = createServer((request, response) => void take(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  reports = reportErrors(`http://thekey@127.0.0.1:${port}/errors/7`, { version: '1.2.3' })
})
afterEach(() => void server.close())

const entry = newId()
class StoreError extends Error {
  override name = 'StoreError'
  code = 'EHOSTUNREACH'
}

test('an error that is logged is reported: our sentence, its kind and place, and ids', async () => {
  createLogger('error', { reports }).error(
    { err: new StoreError('the store is away'), entry, tries: 3 },
    'a file could not be kept',
  )
  await reports.settled()
  const [report] = received
  expect(report).toMatchObject({
    path: 'POST /errors/api/7/envelope/',
    headers: {
      'content-type': 'application/x-sentry-envelope',
      'x-sentry-auth': 'Sentry sentry_version=7, sentry_client=throughline/1.2.3, sentry_key=thekey',
    },
    parts: [
      { event_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
      { type: 'event' },
      {
        level: 'error',
        release: 'throughline@1.2.3',
        message: { formatted: 'a file could not be kept' },
        tags: { code: 'EHOSTUNREACH' },
        extra: { entry },
        exception: { values: [{ type: 'StoreError', value: 'the store is away' }] },
      },
    ],
  })
  expect(report!.body).toContain('"filename":"server/src/lib/error-reports/error-reports.test.ts"')
  expect(report!.body).not.toContain(process.cwd())
})

test('what is quoted, addresses and tokens do not leave', async () => {
  const secrets = ['ana@mail.example', 'Dear Ana', 'eyJhbGciOiJIUzI1NiJ9.payload', '+49 170 1234567', 'hunter2', 'Vale']
  const says = `Key (value)=(${secrets[0]}) of "${secrets[1]}": Bearer ${secrets[2]}, call ${secrets[3]}, smtp://u:${secrets[4]}@host`
  reports.take(
    'error',
    { err: new Error(says), text: secrets[1], body: says, from: { name: 'Robin Vale' } },
    'it failed',
  )
  const quoting = new Error(`Unexpected token 'D', "${secrets[1]}, it flick"... is not valid JSON`)
  reports.take('fatal', quoting, 'it failed badly')
  await reports.settled()
  expect(received).toHaveLength(2)
  for (const { body } of received) for (const secret of secrets) expect(body).not.toContain(secret)
})

test('words of an error that look like calls are none', async () => {
  reports.take('error', { err: new Error('it failed at\n    at Dear Ana (/srv/Robin Vale.ts:1:2)') }, 'it failed')
  await reports.settled()
  expect(received).toHaveLength(1)
  for (const words of ['Dear Ana', 'Robin Vale.ts'])
    expect(JSON.stringify(received[0]!.parts[2]!['exception'])).not.toContain(`:"${words}`)
  expect(received[0]!.body).toContain('"filename":"server/src/lib/error-reports/error-reports.test.ts"')
})

test.each([
  ['connect ECONNREFUSED 10.0.0.5:5432', 'connect ECONNREFUSED [number]:5432'],
  ['relation "events" does not exist', 'relation […] does not exist'],
  ['it can’t be read: the customer’s word', 'it can’t be read: the customer’s word'],
  ['write to <ana@mail.example> failed', 'write to <[address]> failed'],
  [`Unexpected token 'D', "Dear "Ana" my PIN" is not valid JSON`, 'Unexpected token […], […] is not valid JSON'],
  ["ENOENT: no such file, open '/tmp/it's Ana Smith.pdf'", 'ENOENT: no such file, open […]'],
  ['refused: "Dear Ana', 'refused: […]'],
  ['see https://shop.example/orders?token=abc now', 'see [url] now'],
])('%s', (says, told) => expect(scrub(says)).toBe(told))

test('the same error is reported once a minute, few in all, and what is no error not at all', async () => {
  const fail = (sentence: string): void => reports.take('error', { err: new Error('x') }, sentence)
  for (let time = 0; time < 5; time++) fail('again and again')
  createLogger('warn', { reports }).warn('a warning')
  await reports.settled()
  expect(received).toHaveLength(1)
  for (let kind = 0; kind < 100; kind++) {
    fail(`failure ${'x'.repeat(kind % 15)} ${String.fromCharCode(97 + (kind % 26))}`)
    await reports.settled()
  }
  expect(received).toHaveLength(30)
})

test('a receiver that is away or stalls costs nothing', async () => {
  server.close()
  reports.take('error', { err: new Error('x') }, 'nobody hears this')
  await reports.settled()
  expect(received).toEqual([])
})

test('a DSN names a key, a host and a project', () => {
  expect(parseDsn('https://abc@o1.errors.example/42')).toEqual({
    key: 'abc',
    envelopeUrl: 'https://o1.errors.example/api/42/envelope/',
  })
  for (const wrong of [
    '',
    'abc',
    'https://errors.example/42',
    'https://abc@errors.example/',
    'ftp://abc@errors.example/1',
  ])
    expect(parseDsn(wrong)).toBeNull()
})
