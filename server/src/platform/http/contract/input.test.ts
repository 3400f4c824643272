import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fieldError } from '../../../lib/errors.ts'
import { bootTestServer, type TestAnswer, type TestServer } from '../../../../test/http.ts'
import { thingRoutes } from '../../../../test/things.ts'

let server: TestServer
beforeAll(async () => {
  server = await bootTestServer(thingRoutes)
})
afterAll(() => server.close())

const get = (path: string): Promise<TestAnswer> => server.ask('admin', 'GET', path)
const post = (body: unknown, headers?: Record<string, string>): Promise<TestAnswer> =>
  server.ask('admin', 'POST', '/things', body, headers)

test('every wrong field is named', async () => {
  const { body } = await post({ parts: [{ size: 1 }, { size: 'big' }] })
  expect(body).toMatchObject({
    status: 400,
    code: 'invalid_request',
    errors: [fieldError('name', fieldWords.missing()), { path: 'parts[1].size', message: 'must be a number' }],
  })
  expect((await post({ name: 'a', shape: { kind: 'round' } })).body.errors).toEqual([
    fieldError('shape.radius', fieldWords.missing()),
  ])
})

test('an unknown field is refused by name, at any depth, and a free record takes any', async () => {
  const { body } = await post({
    name: 'a',
    nmae: 'b',
    parts: [{ size: 1, colour: 'red' }],
    shape: { kind: 'square', side: 1, radius: 2 },
  })
  expect(body.errors).toEqual([
    fieldError('nmae', fieldWords.no_such_field()),
    fieldError('parts[0].colour', fieldWords.no_such_field()),
    fieldError('shape.radius', fieldWords.no_such_field()),
  ])
  expect((await post({ name: 'a', data: { any: { thing: 1 } } })).status).toBe(201)
})

test('an empty query parameter counts as left out, a wrong one is named', async () => {
  expect((await get('/things?query=&limit=&cursor=')).status).toBe(200)
  expect((await get('/things?limit=1000')).body.errors[0].path).toBe('limit')
  expect((await get('/things?limit=1&limit=2')).status).toBe(400)
})

const badBodies: [name: string, body: unknown, code: string][] = [
  ['broken JSON', '{ "name": ', 'invalid_json'],
  ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 'invalid_json'],
  ['a field named __proto__', '{ "name": "a", "__proto__": { "admin": true } }', 'invalid_json'],
  ['an escaped NUL in a field', '{ "name": "a\\u0000b" }', 'invalid_request'],
  ['an escaped NUL in a field name', '{ "name": "a", "data": { "\\u0000": 1 } }', 'invalid_request'],
  ['a raw NUL', '{ "name": "a\u0000b" }', 'invalid_json'],
  ['half a surrogate pair', '{ "name": "a\\ud83d" }', 'invalid_request'],
  ['an array instead of an object', '[]', 'invalid_request'],
  ['null', 'null', 'invalid_request'],
  ['nothing', '', 'invalid_request'],
]
test.each(badBodies)('%s is refused with a clear code', async (_name, body, code) => {
  expect(await post(body)).toMatchObject({ status: 400, body: { code } })
})

test('an escaped backslash before u0000 and an escaped emoji are just text', async () => {
  expect((await post('{ "name": "a\\\\u0000 \\ud83d\\ude00" }')).status).toBe(201)
})

const nested = (levels: number): string => `{"name":"a","data":{"x":${'['.repeat(levels)}${']'.repeat(levels)}}}`

test('a body that nests without end is refused, and one that only talks of brackets is not', async () => {
  expect(await post(nested(400_000))).toMatchObject({ status: 400, body: { code: 'invalid_json' } })
  expect((await post(nested(199))).status).toBe(400)
  expect((await post(nested(198))).status).toBe(201)
  expect((await post({ name: '\\"[{'.repeat(1000) })).status).toBe(201)
})

test('a body that is too large, or not JSON, is refused', async () => {
  expect(await post({ name: 'x'.repeat(1024 * 1024) })).toMatchObject({ status: 413, body: { code: 'too_large' } })
  const form = await post('name=a', { 'content-type': 'application/x-www-form-urlencoded' })
  expect(form).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
})

test.each(['/things/%zz', '/things?query=%ff', '/things?query=a%00', '/things/%00', '/things/not-an-id'])(
  '%s is not an address',
  async (path) => {
    expect(await get(path)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  },
)
