import { permissionsByRole, type Permission } from '@throughline/protocol/permissions.ts'
import type { RouteContract } from '@throughline/protocol/route.ts'
import { routes } from '@throughline/protocol/routes.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { newId } from '../../../src/lib/ids.ts'
import { startTestApp, type TestApp } from '../../app.ts'
import { meetCallers, withoutRateLimits, type Callers, type Credentials } from './callers.ts'
import { invalidVariants } from './invalid-variants.ts'

// Every contract, asked by every kind of caller. What is expected follows from the contract alone: a new route is in
// here from the moment it is declared.

let app: TestApp
let callers: Callers
let webchat: string

beforeAll(async () => {
  app = await startTestApp({ env: withoutRateLimits })
  callers = await meetCallers(app)
  const settings = { allowedOrigins: ['https://shop.example.com'] }
  webchat = (await app.api<{ id: string }>('POST', '/channels', { kind: 'webchat', name: 'Shop', settings })).id
})
afterAll(() => app.stop())

const all = Object.entries(routes)
const guarded = all.filter(([, { access }]) => access !== 'public')
/** One for each permission that a contract asks for. */
const byPermission = guarded.flatMap(([name, contract]) =>
  neededBy(contract).map((permission) => ({ name, contract, permission })),
)

function neededBy({ access, alsoNeeds = [] }: RouteContract): Permission[] {
  return access === 'public' || access === 'signed-in' ? [] : [access, ...alsoNeeds]
}

/** A token is not a person: it has no drafts, no preferences, no notifications and no presence. */
const peopleOnly: ReadonlySet<string> = new Set(['deletePhoto', 'putPhoto', 'updatePreferences'])

interface Answer {
  status: number
  code: string
  detail: string
}

interface Input {
  body?: string
  query?: string
}

/** With ids of nothing, so that what is let through changes nothing. */
async function ask(
  contract: RouteContract,
  credentials: Credentials,
  { body = '{}', query = '' }: Input = {},
): Promise<Answer> {
  const path = contract.path.replace(':channelId', webchat).replaceAll(/:\w+/g, () => newId())
  const response = await fetch(`${app.url}/api/v1${path}${query}`, {
    method: contract.method,
    headers: { ...credentials, ...(takesBody(contract) ? { 'content-type': 'application/json' } : {}) },
    ...(takesBody(contract) ? { body } : {}),
    redirect: 'manual',
  })
  const text = await response.text()
  const isProblem = response.headers.get('content-type')?.includes('problem+json')
  const { code = '', detail = '' }: { code?: string; detail?: string } = isProblem ? JSON.parse(text) : {}
  return { status: response.status, code, detail }
}

const takesBody = ({ method }: RouteContract): boolean => method !== 'GET' && method !== 'DELETE'

/** Asks all at once, a few at a time, and returns what came out otherwise than expected. */
async function wrongAnswers<T>(asked: readonly T[], question: (one: T) => Promise<string | null>): Promise<string[]> {
  const waiting = [...asked]
  const wrong: string[] = []
  const worker = async () => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      const found = await question(one)
      if (found !== null) wrong.push(found)
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return wrong.toSorted()
}

function unless(isRight: boolean, what: string, answer: Answer): string | null {
  return isRight ? null : `${what}: ${answer.status} ${answer.code} ${answer.detail}`
}

const isAdmitted = ({ status }: Answer): boolean => status !== 401 && status !== 403 && status < 500

test('every contract is served, and every route of the API has a contract', () => {
  const declared = all.map(([, { method, path }]) => `${method} /api/v1${path}`)
  const served = app.routes.map(({ method, path }) => `${method} ${path}`)
  expect(declared.filter((route) => !served.includes(route))).toEqual([])
  // Beside the contracts: the documents about them, the two WebSockets, and CORS for the sites that embed the chat.
  expect(served.filter((route) => route.includes('/api/v1/') && !declared.includes(route)).toSorted()).toEqual([
    'GET /api/v1/asyncapi.json',
    'GET /api/v1/openapi.json',
    'GET /api/v1/realtime',
    'GET /api/v1/webchat/:channelId/live',
    'OPTIONS /api/v1/webchat/:channelId',
    'OPTIONS /api/v1/webchat/:channelId/*',
  ])
})

test('the set-up is open to everybody, and does nothing once there is an account', async () => {
  expect(await ask(routes['getSetup']!, {})).toMatchObject({ status: 200 })
  const body = JSON.stringify({
    token: 'x'.repeat(43),
    name: 'Eve',
    email: 'eve@example.com',
    password: 'p'.repeat(20),
  })
  expect([403, 409]).toContain((await ask(routes['completeSetup']!, {}, { body })).status)
})

test('every contract that is not public is closed to strangers, whatever credentials they send', async () => {
  const asked = guarded.flatMap(([name, contract]) =>
    Object.entries(callers.strangers).map(([who, credentials]) => ({ name, contract, who, credentials })),
  )
  const wrong = await wrongAnswers(asked, async ({ name, contract, who, credentials }) => {
    const answer = await ask(contract, credentials)
    return unless(answer.status === 401 && answer.code === 'unauthenticated', `${name} by ${who}`, answer)
  })
  expect(wrong).toEqual([])
})

test('no contract is called by a page of another site with the session of an admin, but for what only reads', async () => {
  const wrong = await wrongAnswers(guarded, async ([name, contract]) => {
    const answer = await ask(contract, callers.sentByAnotherSite)
    const isRight = contract.method === 'GET' ? isAdmitted(answer) : answer.code === 'csrf_rejected'
    return unless(isRight, name, answer)
  })
  expect(wrong).toEqual([])
})

test('every contract is closed to a role without its permission, also to one that has all others', async () => {
  const wrong = await wrongAnswers(byPermission, async ({ name, contract, permission }) => {
    const without = await ask(contract, callers.withoutPermission)
    const person = await ask(contract, callers.personWithoutPermission)
    const allOthers = await ask(contract, await callers.withAllBut(permission))
    const isRight =
      [without, person, allOthers].every(({ status, code }) => status === 403 && code === 'forbidden') &&
      allOthers.detail.includes(permission)
    return unless(isRight, `${name} without ${permission}`, allOthers)
  })
  expect(wrong).toEqual([])
})

test('every contract is open to a role with exactly what it names, and a part of that is not enough', async () => {
  const wrong = await wrongAnswers(guarded, async ([name, contract]) => {
    const needed = neededBy(contract)
    if (needed.length === 0) return null
    const answer = await ask(contract, await callers.withOnly(needed))
    if (!isAdmitted(answer)) return unless(false, name, answer)
    if (needed.length === 1) return null
    const part = await ask(contract, await callers.withOnly(needed.slice(0, 1)))
    return unless(part.status === 403, `${name} with ${needed[0]} alone`, part)
  })
  expect(wrong).toEqual([])
})

test('the built-in roles get as far as their permissions, and people as far as programs', async () => {
  const asked = guarded.flatMap(([name, contract]) =>
    Object.entries(permissionsByRole).map(([role, granted]) => ({
      name,
      contract,
      role,
      granted: new Set<string>(granted),
    })),
  )
  const wrong = await wrongAnswers(asked, async ({ name, contract, role, granted }) => {
    const answer = await ask(contract, callers.builtIn[role]!)
    const isOpen = neededBy(contract).every((permission) => granted.has(permission)) && !peopleOnly.has(name)
    return unless(isOpen ? isAdmitted(answer) : answer.status === 403, `${name} by ${role}`, answer)
  })
  expect(wrong).toEqual([])
  const refused = await wrongAnswers(guarded, async ([name, contract]) => {
    const answer = await ask(contract, callers.admin)
    return unless(isAdmitted(answer), `${name} by an admin in a browser`, answer)
  })
  expect(refused).toEqual([])
})

test('what needs a sign-in and no permission is open to everybody who has signed in', async () => {
  const signedIn = guarded.filter(([, { access }]) => access === 'signed-in')
  expect(signedIn.length).toBeGreaterThan(0)
  const wrong = await wrongAnswers(signedIn, async ([name, contract]) => {
    const answer = await ask(contract, callers.personWithoutPermission)
    return unless(isAdmitted(answer), name, answer)
  })
  expect(wrong).toEqual([])
})

test('every contract refuses what it does not describe, before anything else happens', async () => {
  const asked = all.flatMap(([name, contract]) =>
    invalidVariants(contract).map((variant) => ({ name, contract, ...variant })),
  )
  expect(new Set(asked.map(({ name }) => name)).size).toBe(all.length)
  const wrong = await wrongAnswers(asked, async ({ name, contract, what, path, body }) => {
    const response = await fetch(`${app.url}/api/v1${path.replace(':channelId', webchat)}`, {
      method: contract.method,
      headers: {
        ...(contract.access === 'public' ? callers.strangers['a visitor of a site'] : callers.builtIn['admin']),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    const { code = '', detail = '' }: { code?: string; detail?: string } = text ? JSON.parse(text) : {}
    const answer = { status: response.status, code, detail }
    return unless(answer.status === 400 && code.startsWith('invalid_'), `${name} with ${what}`, answer)
  })
  expect(wrong).toEqual([])
})

test('other than the API, only signing in, the documentation, health, providers’ webhooks, the widget, the lab and the desk are served', () => {
  const known = /^\/(in\/:channelId$|api\/auth\/|api\/docs$|healthz$|readyz$|metrics$|widget\.js$|widget\/|try$|try\/)/
  // Once the desk is built, each of its files is a route.
  const file = /^\/(assets\/)?[\w.-]+\.(js|css|html|svg|woff2)(\.br|\.gz)?$/
  const isKnown = ({ method, path }: { method: string; path: string }): boolean =>
    path.startsWith('/api/v1/') || known.test(path) || (method === 'GET' && file.test(path))
  expect(app.routes.filter((route) => !isKnown(route))).toEqual([])
})

test('without a session nobody does what needs one, and a page of another site neither signs in nor out', async () => {
  const doors = app.routes.filter(({ path }) => path.startsWith('/api/auth/'))
  expect(doors.length).toBeGreaterThan(10)
  const harmless = ['/api/auth/get-session', '/api/auth/sign-out', '/api/auth/ways']
  const wrong = await wrongAnswers(doors, async ({ method, path }) => {
    const call = async (credentials: Credentials): Promise<number> => {
      const body = method === 'GET' ? {} : { body: '{"password":"x","newPassword":"y","currentPassword":"z"}' }
      const headers = { origin: app.url, ...credentials, 'content-type': 'application/json' }
      const response = await fetch(app.url + path, { method, headers, ...body })
      const text = await response.text()
      return response.status === 200 && text === 'null' ? 401 : response.status
    }
    const statuses = harmless.includes(path) ? [] : await Promise.all(Object.values(callers.strangers).map(call))
    const foreign = method === 'GET' ? 403 : await call(callers.sentByAnotherSite)
    const isRight = statuses.every((status) => [400, 401, 403, 429].includes(status)) && foreign === 403
    return isRight ? null : `${method} ${path}: ${statuses.join(' ')}, from another site ${foreign}`
  })
  expect(wrong).toEqual([])
})

test('the chat of a site is closed to those without a visitor token, staff and programs too', async () => {
  const chat = all.filter(([name, { path }]) => path.startsWith('/webchat/') && name !== 'getWebchat')
  expect(chat.length).toBeGreaterThan(5)
  const { 'a visitor of a site': _, ...strangers } = callers.strangers
  const others = [...Object.values(strangers), callers.admin, callers.builtIn['admin']!]
  const wrong = await wrongAnswers(chat, async ([name, contract]) => {
    const answers = await Promise.all(others.map((credentials) => ask(contract, credentials, validInput[name])))
    const admitted = answers.find(({ status }) => status !== 401)
    return admitted ? unless(false, name, admitted) : null
  })
  expect(wrong).toEqual([])
})

/** Visitors prove themselves after their input was read: with a wrong one, nobody would be asked who they are. */
const validInput: Readonly<Record<string, Input>> = {
  identifyVisitor: { body: '{"identityToken":"a.b.c"}' },
  sendVisitorMessage: { body: '{"echoId":"an-echo","text":"Hello"}' },
  uploadVisitorFile: { query: '?name=a.txt' },
}

test('the WebSocket of the desk opens for nobody who has not signed in, nor for a page of another site', async () => {
  const wrong = await wrongAnswers(Object.entries(callers.strangers), async ([who, credentials]) => {
    const status = await upgrade('/realtime', credentials)
    return status === 401 ? null : `${who}: ${status}`
  })
  expect(wrong).toEqual([])
  expect(await upgrade('/realtime', callers.sentByAnotherSite)).toBe(403)
  expect(await upgrade('/realtime', callers.personWithoutPermission)).toBe(101)
  expect(await upgrade(`/webchat/${webchat}/live`, { origin: 'https://evil.example' })).toBe(403)
  expect(await upgrade(`/webchat/${newId()}/live`, { origin: 'https://shop.example.com' })).toBe(404)
})

/** The status of the answer to an upgrade: 101 when it was made. */
async function upgrade(path: string, headers: Credentials): Promise<number> {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1${path}`, { headers })
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.once('unexpected-response', (request, response) => {
      request.destroy()
      resolve(response.statusCode ?? 0)
    })
    socket.once('error', reject)
  })
}
