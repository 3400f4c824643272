import { Problem, statusByCode, type ErrorCode } from '@throughline/protocol/errors.ts'
import type { RouteContract } from '@throughline/protocol/route.ts'
import type { z } from 'zod'
import { apiPrefix } from '../handle.ts'
import { createSchemas, type JsonSchema, type Schemas } from './schemas.ts'

export interface OpenApiDocument {
  openapi: '3.1.1'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, object> }
  security: Record<string, string[]>[]
}

export interface Operation {
  operationId: string
  tags: string[]
  summary: string
  description: string
  parameters?: Parameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema; example?: unknown }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>
  security?: Record<string, string[]>[]
}

export interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  description?: string
  schema: JsonSchema
}

/** The OpenAPI document, made of the very contracts that the server enforces. */
export function openApiDocument(
  routes: Readonly<Record<string, RouteContract>>,
  { publicUrl, version }: { publicUrl: string; version: string },
): OpenApiDocument {
  const schemas = createSchemas()
  const problem = schemas.of(Problem, 'output')
  const paths: OpenApiDocument['paths'] = {}
  for (const [name, contract] of Object.entries(routes)) {
    const path = contract.path.replace(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(name, contract, schemas, problem) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Throughline',
      version,
      description:
        'One customer, one thread, whoever answers and wherever they write. JSON in camelCase, times in ISO 8601 ' +
        'UTC, ids are UUIDs. Lists answer `{ items, nextCursor }`: give the cursor back as it came for the next ' +
        'page. Errors are problem documents (RFC 9457) with a stable `code`. Fields that a call does not know are ' +
        'refused by name; answers may gain fields over time.\n\n' +
        'What happens, as it happens: `GET /realtime` upgrades to a WebSocket (JSON text frames, access ' +
        '`thread.read`). Send `{ "type": "subscribe", "topic", "cursor" }` with a topic such as `thread:<customerId>` ' +
        'and the `streamCursor` that came with its page; what is sent back is everything after it, in order, each ' +
        'with the cursor to come back with. Programs that need not be that quick follow `GET /changes`, or are told ' +
        'by webhooks. Providers call `/in/{channelId}`, which is no part of this API.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl + apiPrefix }],
    tags: [...new Set(Object.values(routes).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token, for programs.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'throughline.session_token',
          description: 'The session of a browser that signed in.',
        },
      },
    },
    security: [{ token: [] }, { session: [] }],
  }
}

function operation(name: string, contract: RouteContract, schemas: Schemas, problem: JsonSchema): Operation {
  const parameters = [
    ...parametersOf(contract.params, 'path', schemas),
    ...parametersOf(contract.query, 'query', schemas),
  ]
  return {
    operationId: name,
    tags: [contract.tag],
    summary: contract.summary,
    description: [contract.description, accessSentence(contract)].filter(Boolean).join('\n\n'),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestBody(contract, schemas),
    responses: { [contract.status]: success(contract, schemas), ...failures(contract, parameters, problem) },
    ...(contract.access === 'public' ? { security: [] } : {}),
  }
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', schemas: Schemas): Parameter[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemas.inline(schema, 'input')
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }))
}

function requestBody({ body, example, upload }: RouteContract, schemas: Schemas): Pick<Operation, 'requestBody'> {
  if (upload) return { requestBody: { required: true, content: { 'application/octet-stream': { schema: {} } } } }
  if (!body) return {}
  const json = { schema: schemas.of(body, 'input'), ...(example === undefined ? {} : { example }) }
  return { requestBody: { required: !body.safeParse(undefined).success, content: { 'application/json': json } } }
}

function success(contract: RouteContract, schemas: Schemas): Operation['responses'][string] {
  if (contract.response) {
    return {
      description: 'Done.',
      content: { 'application/json': { schema: schemas.of(contract.response, 'output') } },
    }
  }
  return contract.status === 204
    ? { description: 'Done; there is nothing to say.' }
    : { description: 'The bytes.', content: { 'application/octet-stream': { schema: {} } } }
}

/** The general problems of every call and those of this one, by status. */
function failures(contract: RouteContract, parameters: Parameter[], problem: JsonSchema): Operation['responses'] {
  const codes: ErrorCode[] = ['invalid_request', ...(contract.problems ?? []), 'too_many_requests', 'internal_error']
  if (parameters.some(({ name }) => name === 'cursor')) codes.push('invalid_cursor')
  if (contract.access !== 'public') codes.push('unauthenticated')
  if (contract.access !== 'public' && contract.access !== 'signed-in') codes.push('forbidden')
  const byStatus = Object.groupBy([...new Set(codes)], (code) => statusByCode[code])
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, found]) => [
      status,
      { description: found.join(', '), content: { 'application/problem+json': { schema: problem } } },
    ]),
  )
}

function accessSentence({ access, alsoNeeds = [] }: RouteContract): string {
  if (access === 'public') return 'Needs no sign-in.'
  if (access === 'signed-in') return 'Any role may call it.'
  const needed = [access, ...alsoNeeds].map((permission) => `\`${permission}\``)
  return needed.length === 1 ? `Needs the permission ${needed[0]}.` : `Needs the permissions ${needed.join(' and ')}.`
}
