import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bootTestServer, type TestServer } from '../../../test/http.ts'
import { createThing, getThing } from '../../../test/things.ts'
import { newId } from '../../lib/ids.ts'
import { handle } from './http.ts'

let failures = 0
let runs = 0
function run(): void {
  runs++
  if (failures-- > 0) throw new Error('Connection terminated unexpectedly')
}

let server: TestServer
beforeAll(async () => {
  server = await bootTestServer((app) => {
    handle(app, getThing, ({ params }) => {
      run()
      return { id: params.id, name: 'Lamp' }
    })
    handle(app, createThing, ({ body, reply }) => {
      if (runs === 0) reply.code(200)
      run()
      return { id: body.id ?? 'new', name: body.name }
    })
  })
})
afterAll(() => server.close())
beforeEach(() => {
  failures = 1
  runs = 0
})

test('a request that reads is answered although the database was lost under it', async () => {
  expect((await server.ask('admin', 'GET', `/things/${newId()}`)).status).toBe(200)
  expect(runs).toBe(2)
})

test.each([
  ['in its body', { id: 'a', name: 'Lamp' }, {}],
  ['in its header', { name: 'Lamp' }, { 'idempotency-key': 'a' }],
])('so is one that writes with a key of its own %s, as if it were the first', async (_where, body, headers) => {
  expect(await server.ask('admin', 'POST', '/things', body, headers)).toMatchObject({ status: 201, body: { id: 'a' } })
  expect(runs).toBe(2)
})

test('one that writes without a key is never done twice: it may have been done', async () => {
  const answer = await server.ask('admin', 'POST', '/things', { name: 'Lamp' })
  expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } })
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(runs).toBe(1)
})

test('a database that stays away is answered with 503', async () => {
  failures = 100
  expect((await server.ask('admin', 'GET', `/things/${newId()}`)).status).toBe(503)
})
