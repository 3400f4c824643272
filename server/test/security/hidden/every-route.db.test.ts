import type { RouteContract } from '@throughline/protocol/route.ts'
import { routes } from '@throughline/protocol/routes.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { newId } from '../../../src/lib/ids.ts'
import type { Credentials } from '../api/callers.ts'
import { leaksIn, startWithRule, word, type World } from './world.ts'

// Every contract, called with the ids of what a rule hides from the caller, in the address, the query and the body. The
// answer has to be the one for an id of nothing. A new route is in here from the moment it is declared.

/** Contracts that show and change nothing that belongs to a customer or an issue. */
const withoutSubject = [
  'checkChannelDomain',
  'createChannel',
  'createCustomer',
  'createRole',
  'createSavedReply',
  'createSkill',
  'createStaff',
  'createTag',
  'createTeam',
  'createToken',
  'createView',
  'deleteChannel',
  'deleteLogo',
  'deletePhoto',
  'deleteRole',
  'deleteSavedReply',
  'deleteStaffPhoto',
  'deleteTag',
  'deleteTeam',
  'deleteToken',
  'deleteView',
  'discoverChannel',
  'findRecipient',
  'getBusiness',
  'getChannel',
  'getFeedLag',
  'getFirstSteps',
  'getInvitationOffer',
  'getMe',
  'getNotificationMailbox',
  'getOwnAddresses',
  'getPreferences',
  'inviteStaff',
  'listChannelKinds',
  'listChannels',
  'listFloods',
  'listNodes',
  'listRoles',
  'listSavedReplies',
  'listSkills',
  'listStaff',
  'listTags',
  'listTeams',
  'listTokens',
  'listViews',
  'mergeTags',
  'proveMailbox',
  'putFirstPassword',
  'putLogo',
  'putOwnAddresses',
  'putPhoto',
  'putPresence',
  'restoreTag',
  'revokeInvitation',
  'testChannel',
  'undoTagMerge',
  'updateBusiness',
  'updateChannel',
  'updatePreferences',
  'updateRole',
  'updateSavedReply',
  'updateStaff',
  'updateTag',
  'updateTeam',
  'updateView',
  'uploadAttachment',
]
/** Contracts that show figures of issues or notifications, and none of them. */
const figures = ['countIssues', 'countViews', 'readNotifications']

/** Thousands of requests, on a machine that may be busy. */
const walkMs = 180_000

let world: World
beforeAll(async () => {
  world = await startWithRule()
})
afterAll(() => world.stop())

const all = Object.entries(routes).filter(([, { access }]) => access !== 'public')
const ofAllCustomers = all.filter(([, contract]) => contract.ofAllCustomers)
const others = all.filter(([, contract]) => !contract.ofAllCustomers)

interface Request {
  name: string
  contract: RouteContract
  /** With `ID` in the place of the id that is tried. */
  path: string
  query: Record<string, string>
  body: Body | undefined
  what: string
  id: string
}

const place = 'ID'
const isIdField = (key: string): boolean => /Ids?$/.test(key) || key === 'ids' || key === 'mentions'

function fieldsOf(schema: z.ZodType | undefined): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape)
  if (schema instanceof z.ZodDiscriminatedUnion) return schema.options.flatMap((one) => fieldsOf(one as z.ZodType))
  return []
}

/** What is looked for finds what is hidden, on a page as long as can be. */
function queryOf({ query }: RouteContract): Record<string, string> {
  const texts = fieldsOf(query).filter((key) => ['q', 'query', 'name'].includes(key))
  const limit = ['500', '200', '100'].find((most) => query && fieldsOf(query).includes('limit') && takes(query, most))
  return { ...Object.fromEntries(texts.map((key) => [key, word])), ...(limit ? { limit } : {}) }
}

function takes(query: z.ZodType, limit: string): boolean {
  const { error } = query.safeParse({ limit })
  return !error?.issues.some(({ path }) => path[0] === 'limit')
}

type Body = Record<string, unknown>

/**
 * The example, without the ids in it, of which each is tried by itself, and without what it says was seen before. Where there
 * are several kinds of body, one of each, made of what the example has for it.
 */
function bodiesOf({ body, example }: RouteContract): Body[] {
  if (body === undefined) return []
  const given: Body = { ...(example as object) }
  delete given['was']
  if (!(body instanceof z.ZodDiscriminatedUnion)) return [withoutIds(body, given)]
  return body.options.map((option) => {
    const schema = option as z.ZodObject
    const kept = Object.entries(given).filter(([key]) => key in schema.shape)
    const kind = schema.shape[body.def.discriminator] as z.ZodLiteral
    return withoutIds(schema, { ...Object.fromEntries(kept), [body.def.discriminator]: kind.value })
  })
}

function withoutIds(schema: z.ZodType, body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !isIdField(key) || !isOptional(schema, key)))
}

function isOptional(schema: z.ZodType, key: string): boolean {
  if (!(schema instanceof z.ZodObject)) return true
  const field = schema.shape[key] as z.ZodType | undefined
  return field === undefined || field.safeParse(undefined).success
}

function requestsOf(name: string, contract: RouteContract): Request[] {
  const { path, method } = contract
  const query = queryOf(contract)
  const bodies = method === 'GET' || contract.body === undefined ? [undefined] : bodiesOf(contract)
  return bodies.flatMap((body) => requestsWith({ name, contract, query, body, path }))
}

function requestsWith(base: Omit<Request, 'what' | 'id'>): Request[] {
  const { contract, path, query, body } = base
  const hidden = Object.entries(world.hidden.tried).flatMap(([kind, ids]) => ids.map((id) => ({ kind, id })))
  const inPath = path.includes(':')
    ? hidden.map(({ kind, id }) => {
        return {
          ...base,
          path: path.replace(':key', someKey).replaceAll(/:\w+/g, place),
          what: `${kind} in the address`,
          id,
        }
      })
    : [{ ...base, what: 'nothing', id: newId() }]
  const seen = { ...base, path: path.replaceAll(/:\w+/g, seenIdFor(path)) }
  // What is seen shows nothing of what is hidden beside it.
  const beside = contract.method === 'GET' && path.includes(':') ? [{ ...seen, what: 'nothing', id: newId() }] : []
  const inFields = hidden.flatMap(({ kind, id }) => [
    ...fieldsOf(contract.query)
      .filter(isIdField)
      .map((key) => ({ ...seen, query: { ...query, [key]: place }, what: `${kind} as ${key}`, id })),
    ...(body === undefined ? [] : fieldsOf(contract.body).filter(isIdField)).map((key) => {
      const value = /(Ids|^ids|^mentions)$/.test(key) ? [place] : place
      return { ...seen, body: { ...body, [key]: value }, what: `${kind} as ${key}`, id }
    }),
  ])
  return [...inPath, ...beside, ...inFields]
}

/** As that of a picture. */
const someKey = 'k'.repeat(43)

/** The one that a path can be about, so that what is refused is refused for the id that is tried. */
function seenIdFor(path: string): string {
  const { customerId, issueId, entryId, identityId } = world.seen
  const ids = { customers: customerId, issues: issueId, entries: entryId, identities: identityId }
  const [, kind = ''] = path.split('/')
  return new Map(Object.entries(ids)).get(kind) ?? newId()
}

interface Answered {
  status: number
  text: string
}

async function send(request: Request, id: string, credentials: Credentials): Promise<Answered> {
  const { contract, path, query, body } = request
  const fill = (text: string): string => text.replaceAll(place, id)
  const search = new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, fill(value)]))
  const once = body && 'echoId' in body ? { ...body, echoId: newId() } : body
  const type = contract.upload ? 'application/octet-stream' : 'application/json'
  const sent = contract.upload ? 'a file' : once && fill(JSON.stringify(once))
  const response = await fetch(`${world.app.url}/api/v1${fill(path)}?${search.toString()}`, {
    method: contract.method,
    headers: { ...credentials, ...(sent === undefined ? {} : { 'content-type': type }) },
    ...(sent === undefined ? {} : { body: sent }),
  })
  return { status: response.status, text: await response.text() }
}

/** A problem without what differs from request to request. */
function comparable({ status, text }: Answered, id: string): string {
  if (status < 400) return String(status)
  const { instance: _, ...problem } = JSON.parse(text) as Record<string, unknown>
  return `${status} ${JSON.stringify(problem).replaceAll(id, place)}`
}

/** Those that only read are asked several at a time; the others one by one, since each may change what the next one finds. */
async function wrongOf(
  contracts: readonly (readonly [string, RouteContract])[],
  questions: (name: string, contract: RouteContract) => readonly (() => Promise<string | null>)[],
): Promise<string[]> {
  const wrong: string[] = []
  const ask = async (waiting: (readonly [string, RouteContract])[]) => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      for (const question of questions(...one)) {
        const found = await question()
        if (found !== null) wrong.push(found)
      }
    }
  }
  const [reading, changing] = [true, false].map((reads) =>
    contracts.filter(([, { method }]) => (method === 'GET') === reads),
  )
  await Promise.all(Array.from({ length: 6 }, () => ask(reading!)))
  await ask(changing!)
  return wrong.toSorted()
}

test('what is of all customers at once is refused to somebody whom a rule narrows, and to a token of theirs', async () => {
  expect(ofAllCustomers.length).toBeGreaterThan(10)
  const made = await fetch(`${world.app.url}/api/v1/tokens`, {
    method: 'POST',
    headers: { ...world.ben.credentials, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Of Ben', role: 'admin' }),
  })
  const { token } = (await made.json()) as { token: string }
  const callers = [world.ben.credentials, { authorization: `Bearer ${token}` }]
  const wrong = await wrongOf(ofAllCustomers, (name, contract) =>
    callers.map((caller) => async () => {
      const [request] = requestsOf(name, contract)
      const { status, text } = await send(request!, newId(), caller)
      return status === 403 && text.includes('"forbidden"') ? null : `${name}: ${status} ${text}`
    }),
  )
  expect(wrong).toEqual([])
  const hidden = await fetch(`${world.app.url}/api/v1/customers/${world.hidden.customerId}`, { headers: callers[1]! })
  expect(hidden.status).toBe(404)
})

test(
  'no route shows or changes anything of what is hidden: the answer is that for an id of nothing',
  async () => {
    const before = await world.snapshot()
    const wrong = await wrongOf(others, (name, contract) =>
      requestsOf(name, contract).map((request) => async () => {
        const unknown = newId()
        const ofHidden = await send(request, request.id, world.ben.credentials)
        const ofNothing = await send(request, unknown, world.ben.credentials)
        const what = `${request.name}, ${request.what}`
        const leaks = leaksOf(request, ofHidden)
        if (leaks.length > 0) return `${what}: ${leaks.join(' ')} in ${describeLeaks(ofHidden.text, leaks)}`
        if (request.what === 'nothing') return null
        const [got, expected] = [comparable(ofHidden, request.id), comparable(ofNothing, unknown)]
        return got === expected ? null : `${what}: ${got} instead of ${expected}`
      }),
    )
    expect(wrong).toEqual([])
    expect(await world.snapshot()).toEqual(before)
  },
  walkMs,
)

/** The surroundings of what leaked: an answer may be long. */
const describeLeaks = (text: string, leaks: readonly string[]): string =>
  leaks.map((leak) => text.slice(Math.max(0, text.indexOf(leak) - 300), text.indexOf(leak) + 300)).join(' … ')

/** What the caller has written into the request comes back in what it makes: an id, a name, a text. */
function leaksOf({ query, body, id }: Request, { text }: Answered): string[] {
  const asked = Object.values(query).includes(word) || JSON.stringify(body ?? {}).includes(word)
  return leaksIn(text.replaceAll(id, place), world).filter((leak) => !(asked && leak === word))
}

test('figures count only what the list shows', async () => {
  const { ben, ann } = world
  const ask = async <T>(path: string, { credentials }: { credentials: Credentials }): Promise<T> => {
    const response = await fetch(`${world.app.url}/api/v1${path}`, { headers: credentials })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the contract's type
    return (await response.json()) as T
  }
  await world.app.api('POST', '/views', { name: 'All', shared: true, filter: {} })
  for (const who of [ben, ann]) {
    const { items } = await ask<{ items: unknown[] }>('/issues?status=active&limit=100', who)
    expect(await ask('/issues/counts', who)).toMatchObject({ all: items.length })
    const views = await ask<{ items: { count: number }[] }>('/views/counts', who)
    expect(views.items.map(({ count }) => count)).toContain(items.length)
    const told = await ask<{ items: unknown[]; unread: number }>('/notifications', who)
    expect(told.unread).toBe(told.items.length)
  }
  const [ofBen, ofAnn] = [
    await ask<{ all: number }>('/issues/counts', ben),
    await ask<{ all: number }>('/issues/counts', ann),
  ]
  expect(ofBen.all).toBeLessThan(ofAnn.all)
})

test('an address that a hidden customer has is refused without saying whose it is', async () => {
  const identity = { kind: 'email', value: `${word}@mail.test` }
  const attempts = [
    { path: '/customers', body: { displayName: 'Somebody', identities: [identity] } },
    { path: `/customers/${world.seen.customerId}/identities`, body: identity },
  ]
  for (const { path, body } of attempts) {
    const [byBen, byAnn] = await Promise.all(
      [world.ben, world.ann].map(async ({ credentials }) => {
        const headers = { ...credentials, 'content-type': 'application/json' }
        const url = `${world.app.url}/api/v1${path}`
        const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
        return { status: response.status, text: await response.text() }
      }),
    )
    expect([byBen!.status, byAnn!.status]).toEqual([409, 409])
    expect(leaksIn(byBen!.text, world)).toEqual([])
    expect(leaksIn(byAnn!.text, world)).not.toEqual([])
  }
})

test(
  'somebody whom no rule narrows is shown it by every route, or the route is in the list of those without a subject',
  async () => {
    // Reading first: what is changed or removed afterwards cannot be read any more.
    const inOrder = others.toSorted(([, a], [, b]) => order.indexOf(a.method) - order.indexOf(b.method))
    const silent: string[] = []
    for (const [name, contract] of inOrder) {
      let isShown = false
      for (const request of requestsOf(name, contract)) {
        const unknown = newId()
        const ofHidden = await send(request, request.id, world.ann.credentials)
        const ofNothing = await send(request, unknown, world.ann.credentials)
        isShown =
          leaksOf(request, ofHidden).length > 0 || comparable(ofHidden, request.id) !== comparable(ofNothing, unknown)
        if (isShown) break
      }
      if (!isShown) silent.push(name)
    }
    expect(silent.toSorted()).toEqual([...withoutSubject, ...figures].toSorted())
  },
  walkMs,
)

const order = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE']
