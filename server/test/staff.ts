import { openTestFiles } from './files.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { quickHashCost } from './quick-hash-cost.ts'
import { bootTestServer, type TestServer } from './http.ts'
import { WebSocketServer } from 'ws'
import { auditRoutes } from '../src/people/audit/audit.ts'
import { handleUpgrade } from '../src/platform/http/http.ts'
import { systemClock, type Clock } from '../src/lib/clock.ts'
import { readConfig } from '../src/lib/config.ts'
import { createGuardedFetch } from '../src/lib/guarded-fetch.ts'
import { silentLogger, type Logger } from '../src/lib/logger.ts'
import { createSecretBox, type SecretBox } from '../src/lib/secrets.ts'
import { claimSecretKey } from '../src/people/staff/installation.ts'
import { bootstrapStaff, createSignIn, staffRoutes, type StaffMail } from '../src/people/staff/staff.ts'

export interface StaffServer extends TestServer {
  readonly database: TestDatabase
  readonly secrets: SecretBox
  readonly password: string
  readonly token: string
  /** Where browsers open it. */
  readonly publicUrl: string
  browser(): Browser
}

/** A person's browser: keeps cookies, and says where its requests come from. */
export interface Browser {
  cookie: string
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<BrowserAnswer>
  get(path: string): Promise<BrowserAnswer>
  /** A call of `/api/v1`. */
  call(method: string, path: string, body?: unknown): Promise<BrowserAnswer>
  me(): Promise<BrowserAnswer>
}

export interface BrowserAnswer {
  status: number
  headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- what tests look into, field by field
  body: any
}

/** As without a mail server. */
export const noMail: StaffMail = {
  from: async () => null,
  comesBack: async () => false,
  async send() {
    throw new Error('No mail can leave.')
  },
}

/** The staff routes on a real server and database, with Maria as the first admin and one admin's token. */
export async function bootStaff(
  options: { clock?: Clock; env?: NodeJS.ProcessEnv; logger?: Logger; mail?: StaffMail } = {},
): Promise<StaffServer> {
  const { clock = systemClock, env = {}, logger = silentLogger, mail = noMail } = options
  const database = await createTestDatabase()
  const secrets = createSecretBox('k'.repeat(64))
  const password = 'correct horse battery'
  const token = 'first-token-of-the-test'
  const config = readConfig(env)
  const publicUrl = env['PUBLIC_URL'] ?? 'http://help.example.com'
  await claimSecretKey(database.db, secrets, { acceptNewKey: false })
  await bootstrapStaff({
    db: database.db,
    secrets,
    clock,
    hashCost: quickHashCost,
    config: {
      admin: { email: 'Maria@example.com', password },
      adminApiToken: token,
      publicUrl,
    },
  })
  const signIn = createSignIn({
    db: database.db,
    secrets,
    publicUrl,
    clock,
    logger,
    openId: config.openId,
    guardedFetch: createGuardedFetch({ allowPrivateHosts: config.allowedPrivateHosts }),
    hashCost: quickHashCost,
  })
  const { files, remove: removeFiles } = await openTestFiles()
  const server = await bootTestServer(
    (app) => {
      const passwordsOff = typeof config.openId?.breakGlassEmail === 'string'
      const { db } = database
      const deps = { db, secrets, clock, signIn, files, publicUrl, mail, passwordsOff }
      staffRoutes(app, { ...deps, hashCost: quickHashCost, peopleChanged: () => {} })
      auditRoutes(app, database)
      const sockets = new WebSocketServer({ noServer: true })
      handleUpgrade(app, { path: '/socket', access: 'thread.write' }, ({ request, socket, head }) => {
        sockets.handleUpgrade(request, socket, head, (client) => client.send('hello'))
        return undefined
      })
    },
    { authenticate: signIn.authenticate, callersNow: signIn.callersNow, env: { PUBLIC_URL: publicUrl, ...env } },
  )
  return {
    ...server,
    database,
    secrets,
    password,
    token,
    publicUrl,
    browser: () => browserAt(server.origin, publicUrl),
    async close() {
      await server.close()
      await Promise.all([database.drop(), removeFiles()])
    },
  }
}

/** It has opened the public address, which leads to the test's server as through a proxy. */
function browserAt(origin: string, publicUrl: string): Browser {
  const request = async (method: string, url: string, body: unknown, headers: Record<string, string>) => {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        cookie: browser.cookie,
        origin: publicUrl,
        'sec-fetch-site': 'same-origin',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) keep(line)
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined }
  }
  const keep = (line: string): void => {
    const [pair] = line.split(';')
    const name = pair!.slice(0, pair!.indexOf('='))
    const others = browser.cookie.split('; ').filter((cookie) => cookie && !cookie.startsWith(`${name}=`))
    browser.cookie = (/max-age=0/i.test(line) ? others : [...others, pair!]).join('; ')
  }
  const browser: Browser = {
    cookie: '',
    post: (path, body, headers = {}) => request('POST', `${origin}/api/auth/${path}`, body, headers),
    get: (path) => request('GET', `${origin}/api/auth/${path}`, undefined, {}),
    call: (method, path, body) => request(method, `${origin}/api/v1${path}`, body, {}),
    me: () => request('GET', `${origin}/api/v1/me`, undefined, {}),
  }
  return browser
}
