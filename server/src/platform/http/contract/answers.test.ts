import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootTestServer, type TestServer } from '../../../../test/http.ts'
import { thingRoutes } from '../../../../test/things.ts'

let server: TestServer
beforeAll(async () => {
  server = await bootTestServer(thingRoutes)
})
afterAll(() => server.close())

const add = (body: object, headers?: Record<string, string>) => server.ask('admin', 'POST', '/things', body, headers)

test('in tests an answer that the contract does not describe is an error that says which', async () => {
  for (const [name, reason] of [
    ['odd', 'answers with gone, which its contract does not describe.'],
    ['accepted', 'answers 202, which its contract does not describe.'],
    ['talkative', 'answers already_exists with members that are not described: row.'],
  ]) {
    const detail = `POST /things ${reason}`
    expect(await add({ name })).toMatchObject({ status: 500, body: { code: 'internal_error', detail } })
  }
  expect(await add({ name: 'twice' })).toMatchObject({ status: 409, body: { code: 'already_exists' } })
})

test('a query parameter that the call does not know is refused by name, also an empty one', async () => {
  for (const path of ['/things?limt=3', '/things?limt=', '/things?limit=3&limt=4', '/hello?limt=1']) {
    const refused = await server.ask('admin', 'GET', path)
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect(refused.body.errors).toMatchObject([
      { path: 'limt', message: 'no such query parameter', words: [{ code: 'fields.no_such_parameter' }] },
    ])
  }
  expect((await server.ask('admin', 'GET', '/things?__proto__=1')).status).toBe(400)
  expect((await server.ask('admin', 'GET', '/things?limit=&cursor=')).status).toBe(200)
})

test('Idempotency-Key stands for the key in the body, and does not contradict it', async () => {
  expect((await add({ name: 'a' }, { 'idempotency-key': 'mine' })).body.id).toBe('mine')
  expect((await add({ name: 'a', id: 'mine' }, { 'idempotency-key': 'mine' })).body.id).toBe('mine')
  const refused = await add({ name: 'a', id: 'mine' }, { 'idempotency-key': 'yours' })
  expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  const tooLong = await add({ name: 'a' }, { 'idempotency-key': 'x'.repeat(101) })
  expect(tooLong.body.errors).toMatchObject([{ path: 'id' }])
})
