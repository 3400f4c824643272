import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { routes } from '@throughline/protocol/routes.ts'
import { sockets } from '@throughline/protocol/sockets.ts'
import { expect, test } from 'vitest'
import { asyncApiDocument } from '../../src/platform/http/asyncapi/document.ts'
import { openApiDocument } from '../../src/platform/http/openapi/document.ts'
import type { OpenApiDocument } from '../../src/platform/http/openapi/shape.ts'
import { breakingChanges, brokenMessages, type Described } from './breaking-changes.ts'

const folder = join(import.meta.dirname, '../../../protocol/released')
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))

const about = { publicUrl: 'https://help.example.com', version: 'today' }
const today = openApiDocument(routes, about)
const messages = asyncApiDocument(sockets, about)

test('a program written for the last release goes on working, but for what is written down', () => {
  const intended: { breaks: string; why: string }[] = read('intended-breaks.json')
  const released: Described = read('openapi.json')
  const broken = [...breakingChanges(released, today), ...brokenMessages(read('asyncapi.json'), messages)]
  expect(broken.toSorted()).toEqual(intended.map(({ breaks }) => breaks).toSorted())
  expect(intended.filter(({ why }) => why.length < 20)).toEqual([])
})

const schemaOf = (document: OpenApiDocument, name: string) => document.components.schemas[name]!
const createIssueBody = (document: OpenApiDocument) =>
  document.paths['/issues/{id}']!['patch']!.requestBody!.content['application/json']!.schema

test.each<[string, (document: OpenApiDocument) => void, string]>([
  ['a route that is gone', (d) => delete d.paths['/me'], 'GET /me is gone'],
  ['a method that is gone', (d) => delete d.paths['/customers']!['post'], 'POST /customers is gone'],
  [
    'a field that is gone',
    (d) => delete schemaOf(d, 'Issue').properties!['subject'],
    'GET /issues/{id} 200.subject is gone',
  ],
  [
    'a field that may be missing',
    (d) => schemaOf(d, 'Issue').required!.splice(0),
    'GET /issues/{id} 200.subject may be missing now',
  ],
  [
    'an answer of another type',
    (d) => (schemaOf(d, 'Issue').properties!['number'] = { type: 'string' }),
    'GET /issues/{id} 200.number is string, not integer',
  ],
  [
    'an answer that may be null',
    (d) => (schemaOf(d, 'Issue').properties!['subject'] = { anyOf: [{ type: 'string' }, { type: 'null' }] }),
    'GET /issues/{id} 200.subject is null, not string',
  ],
  [
    'an answer that is gone',
    (d) => delete d.paths['/me']!['get']!.responses['200'],
    'GET /me does not answer 200 any more',
  ],
  [
    'a problem that is gone',
    (d) => (d.paths['/customers']!['post']!.responses['409']!.description = ''),
    'POST /customers does not answer identity_in_use any more',
  ],
  [
    'a field that has to be given',
    (d) => (createIssueBody(d).required = ['priority']),
    'PATCH /issues/{id} body.priority has to be given now',
  ],
  [
    'a field that is refused',
    (d) => delete createIssueBody(d).properties!['topic'],
    'PATCH /issues/{id} body.topic is refused now',
  ],
  [
    'a narrower field',
    (d) => (createIssueBody(d).properties!['subject']!.maxLength = 5),
    'PATCH /issues/{id} body.subject has a narrower maxLength',
  ],
  [
    'a value that is refused',
    (d) => (createIssueBody(d).properties!['priority'] = { type: 'string', enum: ['low'] }),
    'PATCH /issues/{id} body.priority does not take "normal" now',
  ],
  [
    'a parameter that is refused',
    (d) => d.paths['/issues']!['get']!.parameters!.splice(0, 1),
    'GET /issues refuses query limit now',
  ],
  [
    'a parameter that has to be given',
    (d) => (d.paths['/issues']!['get']!.parameters![0]!.required = true),
    'GET /issues needs query limit now',
  ],
  ['an event that is gone', (d) => delete d.webhooks['issue.opened'], 'event issue.opened is gone'],
  [
    'an event that carries less',
    (d) => delete schemaOf(d, 'EntryAppendedChange').properties!['data']!.properties!['entry'],
    'event entry.appended.data.data.entry is gone',
  ],
])('%s is found', (_, change, line) => {
  const changed = structuredClone({ ...today })
  change(changed)
  expect(breakingChanges(today, changed)).toContain(line)
  expect(breakingChanges(today, structuredClone({ ...today }))).toEqual([])
})

test('a message that is gone, asks for more or says less is found', () => {
  const changed = structuredClone({ ...messages })
  const { messages: all } = changed.components
  delete all['realtime.receive.ping']
  all['realtime.receive.typing']!.payload.required!.push('private')
  delete all['webchat.send.unread']!.payload.properties!['count']
  expect(brokenMessages(messages, messages)).toEqual([])
  expect(brokenMessages(messages, changed)).toEqual([
    'message realtime.receive.typing.private has to be given now',
    'message realtime.receive.ping is gone',
    'message webchat.send.unread.count is gone',
  ])
})
