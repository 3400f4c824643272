import { Problem } from '@throughline/protocol/errors.ts'
import { Change, eventTypes } from '@throughline/protocol/events.ts'
import { routes } from '@throughline/protocol/routes.ts'
import { sockets } from '@throughline/protocol/sockets.ts'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootTestServer, type TestServer } from '../../../../test/http.ts'
import { openApiDocument } from './document.ts'
import { serveApiDocs } from './openapi.ts'

const document = openApiDocument(routes, { publicUrl: 'https://help.example.com', version: '1.0.0' })

let server: TestServer
beforeAll(async () => {
  server = await bootTestServer((app) => serveApiDocs(app, { routes, sockets, version: '1.0.0' }))
})
afterAll(() => server.close())

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const result = await validator.validate(structuredClone({ ...document }))
  expect(result.errors).toBeUndefined()
  expect(result.valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('every contract is in it, and nothing else', () => {
  const described = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((operation) => operation.operationId),
  )
  expect(described.toSorted()).toEqual(Object.keys(routes).toSorted())
})

test.each(Object.entries(routes))(
  '%s says in a line what it does, and its example is one that it takes',
  (_, contract) => {
    const { summary, body, example, path } = contract
    expect(summary).toMatch(/^[A-Z].{3,110}[^.]$/)
    // An example for every body, and each is one that it takes.
    expect(example === undefined).toBe(body === undefined)
    expect(body?.safeParse(example).error).toBeUndefined()
    // What a path names may not be there.
    if (path.includes(':') && !path.startsWith('/webchat/')) expect(contract.problems ?? []).toContain('not_found')
  },
)

test('a body of bytes is described as such', () => {
  const bytes = Object.entries(routes).filter(([, contract]) => contract.upload)
  expect(bytes.map(([name]) => name).toSorted()).toEqual([
    'putLogo',
    'putPhoto',
    'uploadAttachment',
    'uploadVisitorFile',
  ])
  expect(document.paths['/business/logo']!['put']!.requestBody!.content).toHaveProperty('application/octet-stream')
})

test('a call that takes a cursor may answer that it is none', () => {
  expect(document.paths['/inbound']!['get']!.responses['400']!.description).toContain('invalid_cursor')
  expect(document.paths['/me']!['get']!.responses['400']!.description).not.toContain('invalid_cursor')
})

test('every reference leads to a component', () => {
  const names = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    (match) => match[1],
  )
  expect(names).toContain('Customer')
  for (const name of names) expect(document.components.schemas).toHaveProperty(name!)
  expect(JSON.stringify(document)).not.toContain('$defs')
})

test('parameters, bodies, answers and problems come from the contract', () => {
  const { get } = document.paths['/customers/{id}/thread']!
  expect(get!.parameters).toMatchObject([
    { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    { name: 'limit', in: 'query', required: false, schema: { type: 'integer', maximum: 200, default: 50 } },
    { name: 'cursor', in: 'query', required: false },
    { name: 'order', in: 'query', required: false, schema: { enum: ['asc', 'desc'] } },
  ])
  expect(get!.description).toContain('`thread.read`')
  const { post } = document.paths['/customers/{id}/merges']!
  expect(post!.requestBody).toMatchObject({ required: true })
  expect(post!.requestBody!.content['application/json']!.schema).toMatchObject({
    required: ['otherCustomerId', 'reason'],
    additionalProperties: false,
  })
  expect(post!.responses['201']!.content!['application/json']!.schema).toEqual({ $ref: '#/components/schemas/Merge' })
  expect(post!.responses['409']!.description).toBe('already_merged')
  expect(document.paths['/issues/{id}/closure']!['post']!.requestBody!.required).toBe(false)
  expect(document.paths['/setup']!['get']!.security).toEqual([])
})

test('the documentation is one page without scripts or anything from elsewhere, and its links lead somewhere', async () => {
  const response = await fetch(`${server.origin}/api/docs`)
  const html = await response.text()
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(html).not.toMatch(/<script|<link|<img|@import|url\(/)
  expect(html.length).toBeGreaterThan(20_000)
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]))
  const links = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1])
  expect(links.filter((link) => !ids.has(link))).toEqual([])
})

test('the document is served to anybody', async () => {
  const response = await server.ask(null, 'GET', '/openapi.json')
  expect(response.status).toBe(200)
  expect(response.body.openapi).toBe('3.1.1')
})

test('every answer and every event has an example that fits', () => {
  for (const [name, { response, path, method, status }] of Object.entries(routes)) {
    if (!response) continue
    const described = document.paths[path.replace(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!.responses[status]!
    const { error } = response.safeParse(described.content!['application/json']!.example)
    expect(error, name).toBeUndefined()
  }
  expect(Object.keys(document.webhooks)).toEqual(eventTypes)
  for (const [type, { post }] of Object.entries(document.webhooks)) {
    const { data } = post.requestBody!.content['application/json']!.example as { data: { data: object } }
    expect(Change.safeParse(data).error, type).toBeUndefined()
  }
})

test('an answer says what goes with it: a repetition, the number of the request, when to come again, which codes', () => {
  const { post } = document.paths['/customers/{id}/entries']!
  expect(Object.keys(post!.responses)).toEqual([
    '200',
    '201',
    '400',
    '401',
    '403',
    '404',
    '408',
    '409',
    '413',
    '415',
    '422',
    '429',
    '500',
    '503',
    '507',
  ])
  expect(post!.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', in: 'header' }))
  for (const { headers } of Object.values(post!.responses)) expect(headers).toHaveProperty('X-Request-Id')
  expect(post!.responses['429']!.headers).toHaveProperty('Retry-After')
  expect(post!.responses['503']!.headers).toHaveProperty('Retry-After')
  const { schema, examples } = post!.responses['422']!.content!['application/problem+json']!
  expect(schema.allOf).toMatchObject([
    {},
    { properties: { code: { enum: ['unreachable_customer', 'unusable_channel'] } } },
  ])
  expect(Object.keys(examples!)).toEqual(['unreachable_customer', 'unusable_channel'])
  const problems = Object.values(document.components.examples).map(
    ({ value }) => Problem.strict().safeParse(value).error,
  )
  expect(problems.filter(Boolean)).toEqual([])
})
