import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { Provider } from 'oidc-provider'
import type { Browser } from './staff.ts'

/** A real provider (`oidc-provider`) on loopback, with one client, at which a person is signed in by being named. */
export interface OpenIdProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The settings that make it ours. */
  readonly env: Record<string, string>
  /** What it says about the person who signs in next. */
  person: Record<string, unknown> & { sub: string }
  /** Changes each token before it is handed out, and its discovery document; reset after each test. */
  lie: Lie
  /** The person's browser: from our link to the address that the provider sends it back to. */
  visit(url: string): Promise<string>
  close(): Promise<void>
}

export interface Lie {
  claims?: Record<string, unknown>
  header?: Record<string, unknown>
  /** Signs with a key that the provider does not publish. */
  otherKey?: boolean
  /** The key of a token with `HS256`; the secret of the client unless given. */
  hmacKey?: string
  /** What the address for user info answers instead. */
  userInfo?: { status: number; location?: string }
  discovery?: Record<string, unknown>
}

const clientId = 'desk'
const clientSecret = 'a-client-secret-of-the-test'

export async function bootOpenIdProvider(options: {
  redirectUri: string
  /** The only way in which it takes the secret of the client. */
  takesSecretBy?: 'client_secret_basic' | 'client_secret_post'
}): Promise<OpenIdProvider> {
  const { takesSecretBy = 'client_secret_basic' } = options
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address!.port : 0}`
  const [key, stranger] = [rsaKey(), rsaKey()]
  const it: Pick<OpenIdProvider, 'person' | 'lie'> = { person: { sub: 'nobody' }, lie: {} }

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [options.redirectUri],
        token_endpoint_auth_method: takesSecretBy,
      },
      { client_id: 'another', client_secret: 'a-secret-of-another', redirect_uris: [options.redirectUri] },
    ],
    clientAuthMethods: [...new Set([takesSecretBy, 'client_secret_basic' as const])],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a key of the test'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    features: { devInteractions: { enabled: false } },
    ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
    pkce: { required: () => true },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...it.person, sub }) }),
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    // Nobody is asked for consent at a company's own provider.
    async loadExistingGrant(ctx) {
      const grant = new provider.Grant({ clientId: ctx.oidc.client!.clientId, accountId: ctx.oidc.session!.accountId! })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  provider.use(async (ctx, next) => {
    if (ctx.path.startsWith('/interaction/')) {
      await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: it.person.sub } })
      ctx.respond = false
      return
    }
    if (ctx.path === '/elsewhere') {
      ctx.body = it.person
      return
    }
    await next()
    if (ctx.path === '/me' && it.lie.userInfo) {
      ctx.status = it.lie.userInfo.status
      if (it.lie.userInfo.location) ctx.set('location', it.lie.userInfo.location)
    }
    if (typeof ctx.body !== 'object' || ctx.body === null) return
    if (ctx.path === '/.well-known/openid-configuration') Object.assign(ctx.body, it.lie.discovery)
    if ('id_token' in ctx.body && (it.lie.claims || it.lie.header || it.lie.otherKey)) {
      Object.assign(ctx.body, { id_token: retold(String(ctx.body.id_token), it.lie, it.lie.otherKey ? stranger : key) })
    }
  })
  const answer = provider.callback()
  server.on('request', (request, response) => void answer(request, response))

  return Object.assign(it, {
    issuer,
    clientId,
    clientSecret,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: 'Example ID',
      ALLOWED_PRIVATE_HOSTS: new URL(issuer).host,
    },
    visit: (url: string) => visit(url, issuer),
    close: () => closed(server),
  })
}

/** From the button to the provider and back, up to the address that the provider sends the browser to. */
export async function comeBack(provider: OpenIdProvider, browser: Browser, next?: string): Promise<URL> {
  const begun = await browser.post('openid/begin', next === undefined ? {} : { next })
  if (begun.status !== 200) throw new Error(`It could not be begun: ${begun.body.detail}`)
  return new URL(await provider.visit(begun.body.url))
}

/** The rest: where the browser is sent in the end. */
export async function finish(browser: Browser, at: URL): Promise<string> {
  const answer = await browser.get(`openid/callback${at.search}`)
  if (answer.status !== 303) throw new Error(`The callback answered ${answer.status}.`)
  return answer.headers.get('location')!
}

export async function signInAt(provider: OpenIdProvider, browser: Browser, next?: string): Promise<string> {
  return finish(browser, await comeBack(provider, browser, next))
}

const rsaKey = () =>
  createPrivateKey(
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
  )

function retold(token: string, lie: Lie, key: ReturnType<typeof rsaKey>): string {
  const [header, claims] = token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()))
  const parts = [
    { ...header, ...lie.header },
    { ...claims, ...lie.claims },
  ]
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${signed}.${signatureOf(signed, lie, key)}`
}

function signatureOf(signed: string, { header, hmacKey = clientSecret }: Lie, key: ReturnType<typeof rsaKey>): string {
  const algorithm = header?.['alg']
  if (algorithm === 'none') return ''
  if (algorithm === 'HS256') return createHmac('sha256', hmacKey).update(signed).digest('base64url')
  return sign('sha256', Buffer.from(signed), key).toString('base64url')
}

/** Follows redirects within the provider, with its cookies; a fresh browser each time. */
async function visit(url: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>()
  let at = url
  while (at.startsWith(issuer)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      cookies.set(name!, value!)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`The provider answered ${response.status}: ${await response.text()}`)
    at = new URL(location, at).href
  }
  return at
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
}
