import type { BuiltInRole } from '@throughline/protocol/domain.ts'
import { permissionsByRole } from '@throughline/protocol/permissions.ts'
import { createHttpServer, type Authenticate, type CallersNow, type HttpServer } from '../src/platform/http/http.ts'
import { readConfig } from '../src/lib/config.ts'
import { newId } from '../src/lib/ids.ts'
import { silentLogger, type Logger } from '../src/lib/logger.ts'

export interface TestServer {
  readonly app: HttpServer
  readonly origin: string
  /** Asks `/api/v1…` as somebody: a built-in role, a token's value after `Bearer `, or null for nobody. */
  ask(
    who: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestAnswer>
  close(): Promise<void>
}

export interface TestAnswer {
  status: number
  headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- what tests look into, field by field
  body: any
}

/** The real server on a real socket, with the routes under test; a role's name is its token unless told otherwise. */
export async function bootTestServer(
  routes: (app: HttpServer) => unknown,
  options: {
    authenticate?: Authenticate
    callersNow?: CallersNow
    env?: NodeJS.ProcessEnv
    logger?: Logger
    bodyPatienceMs?: number
  } = {},
): Promise<TestServer> {
  const app = await createHttpServer({
    config: readConfig({
      NODE_ENV: 'test',
      RATE_LIMIT_ANONYMOUS: '10000',
      RATE_LIMIT_SIGN_IN: '10000',
      ...options.env,
    }),
    logger: options.logger ?? silentLogger,
    authenticate: options.authenticate ?? authenticateByRole,
    ...(options.bodyPatienceMs === undefined ? {} : { bodyPatienceMs: options.bodyPatienceMs }),
    ...(options.callersNow ? { callersNow: options.callersNow } : {}),
  })
  await routes(app)
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  return { app, origin, ask: (...question) => ask(origin, ...question), close: () => app.close() }
}

export async function ask(
  origin: string,
  who: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<TestAnswer> {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: {
      ...(who === null ? {} : { authorization: `Bearer ${who}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: bodyOf(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text }
}

/** Text and bytes are sent as they are, anything else as JSON. */
function bodyOf(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body)
}

const idByRole: Record<string, string> = Object.fromEntries(
  Object.keys(permissionsByRole).map((role) => [role, newId()]),
)

const isRole = (name: string): name is BuiltInRole => Object.hasOwn(permissionsByRole, name)

const authenticateByRole: Authenticate = ({ headers, address }) => {
  const role = headers.authorization?.replace('Bearer ', '') ?? ''
  if (!isRole(role)) return null
  const permissions = new Set(permissionsByRole[role])
  return { kind: 'token', id: idByRole[role]!, name: `A ${role} token`, role, permissions, address }
}
