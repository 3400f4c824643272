import { routes } from '@throughline/protocol/routes.ts'
import { sockets } from '@throughline/protocol/sockets.ts'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootTestServer, type TestServer } from '../../../test/http.ts'
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
  expect(bytes.map(([name]) => name).toSorted()).toEqual(['putLogo', 'uploadAttachment', 'uploadVisitorFile'])
  expect(document.paths['/business/logo']!['put']!.requestBody!.content).toHaveProperty('application/octet-stream')
})

test('whoever gives a cursor back may hear that it is none', () => {
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
