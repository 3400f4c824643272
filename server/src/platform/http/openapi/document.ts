import { Problem, statusByCode, type ErrorCode } from '@throughline/protocol/errors.ts'
import type { RouteContract } from '@throughline/protocol/route.ts'
import { apiPrefix } from '../handle.ts'
import { headers, problemExamples } from './answers.ts'
import { operation } from './operation.ts'
import { createSchemas } from './schemas.ts'
import type { OpenApiDocument } from './shape.ts'
import { webhooks } from './webhooks.ts'

/** The OpenAPI document, made of the very contracts that the server enforces. */
export function openApiDocument(
  routes: Readonly<Record<string, RouteContract>>,
  { publicUrl, version }: { publicUrl: string; version: string },
): OpenApiDocument {
  const schemas = createSchemas()
  schemas.of(Problem, 'output')
  const paths: OpenApiDocument['paths'] = {}
  for (const [name, contract] of Object.entries(routes)) {
    const path = contract.path.replace(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(name, contract, schemas) }
  }
  const events = webhooks(schemas)
  return {
    openapi: '3.1.1',
    info: { title: 'Throughline', version, description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: publicUrl + apiPrefix }],
    tags: [...new Set(Object.values(routes).map(({ tag }) => tag)), 'Events'].map((name) => ({ name })),
    paths,
    webhooks: events,
    components: {
      schemas: schemas.components,
      headers,
      examples: problemExamples(codesIn(paths), publicUrl),
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

const description = [
  'One customer, one thread, across all channels. JSON in camelCase, times in ISO 8601 UTC, ids are ' +
    'UUIDs. Lists answer `{ items, nextCursor }`: give the cursor back as it came for the next page. Errors are problem ' +
    'documents (RFC 9457) with a stable `code`. Fields and query parameters that a call does not know are refused by ' +
    'name; answers may gain fields over time.',
  'Every answer has an `X-Request-Id`: the number under which the log knows the request, and the `instance` of a ' +
    'problem. `Retry-After` says in how many seconds to try again. A call that makes something and may be cut off takes ' +
    'a key of yours (`echoId` or `id` in the body, or the header `Idempotency-Key`): the same key again changes nothing ' +
    'and answers 200 with what the first one made. A JSON body may be sent with `Content-Encoding: gzip`, `deflate` or ' +
    '`br` to a call that needs a sign-in; any other encoding is refused with 415.',
  'What happens, as it happens: `GET /realtime` upgrades to a WebSocket, which `/api/v1/asyncapi.json` describes. ' +
    'Programs that need not be that quick follow `GET /changes`, or have events sent by webhooks, as `webhooks` below describes. ' +
    'Providers call `/in/{channelId}`, which is no part of this API.',
].join('\n\n')

/** Every problem that an answer refers to. */
function codesIn(paths: OpenApiDocument['paths']): ErrorCode[] {
  const referred = new Set(
    Object.values(paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ responses }) => Object.values(responses))
      .flatMap(({ content }) => Object.keys(content?.['application/problem+json']?.examples ?? {})),
  )
  return Problem.shape.code.options.filter((code) => code in statusByCode && referred.has(code))
}
