import type * as Client from 'openid-client'
import { z } from 'zod'
import type { Clock } from '../../../../lib/clock.ts'
import { errorCode } from '../../../../lib/errors.ts'
import type { OpenIdSettings } from '../../../../lib/openid-settings.ts'
import type { SecretBox } from '../../../../lib/secrets.ts'
import { joined, type Claims } from './decide.ts'
import { discover } from './discover.ts'

/** Why nobody was signed in. The desk gets this and has words for each. */
export type Failure = 'cancelled' | 'busy' | 'unavailable' | 'expired' | 'failed' | 'no-access'

type Library = typeof Client

export class OpenIdFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options: { cause?: unknown } = {}) {
    super(`The sign-in by OpenID Connect ended: ${failure}.`, options)
    this.name = 'OpenIdFailure'
    this.failure = failure
  }
}

/** What the browser brings back to the callback, sealed: nothing is stored for strangers who only begin. */
const Begun = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  atMs: z.number(),
})

export interface Provider {
  /** Where the browser goes, and what it keeps meanwhile. */
  begin(next: string): Promise<{ url: string; begun: string }>
  /** The claims that the provider has proven, and where the person wanted to go. */
  finish(callback: URL, begun: string): Promise<{ claims: Claims; next: string }>
}

/** How long a person may take at the provider. */
export const patienceSeconds = 600
const freshMs = 60 * 60 * 1000

/**
 * The provider, by OpenID Connect: code flow with PKCE, state and nonce. What comes back is checked by `openid-client`:
 * signature, issuer, audience, nonce, time. Every call goes through the guard on outbound calls. The provider is asked
 * for its addresses at the first sign-in, not at the start, so that one that is away stops no node.
 */
export function createProvider(deps: {
  settings: OpenIdSettings
  secrets: SecretBox
  redirectUri: string
  guardedFetch: typeof globalThis.fetch
  clock: Clock
}): Provider {
  const { settings, secrets, redirectUri } = deps
  // A sign-in that began with another provider or client cannot be finished with this one.
  const context = `openid:${settings.issuer}:${settings.clientId}`
  // For the installations that have such a sign-in: others do without its memory.
  const loading = import('openid-client')
  loading.catch(() => {})
  let known: { config: Client.Configuration; untilMs: number } | null = null
  let asking: Promise<Client.Configuration> | null = null

  async function discovered(): Promise<Client.Configuration> {
    const nowMs = deps.clock.now().getTime()
    if (known && nowMs < known.untilMs) return known.config
    // One question at a time: strangers may begin as often as they like while the provider is slow or away.
    asking ??= discover(settings, deps.guardedFetch).finally(() => (asking = null))
    const config = await asking
    known = { config, untilMs: nowMs + freshMs }
    return config
  }

  return {
    async begin(next) {
      const client = await loading
      const config = await discovered().catch((error: unknown) => fail(client, error))
      const verifier = client.randomPKCECodeVerifier()
      const [state, nonce] = [client.randomState(), client.randomNonce()]
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      const begun: z.infer<typeof Begun> = { state, nonce, verifier, next, atMs: deps.clock.now().getTime() }
      return { url: url.href, begun: secrets.seal(JSON.stringify(begun), context) }
    },
    async finish(callback, sealed) {
      const client = await loading
      const begun = opened(secrets, sealed, context)
      const ageMs = deps.clock.now().getTime() - begun.atMs
      if (ageMs > patienceSeconds * 1000) throw new OpenIdFailure('expired')
      try {
        const config = await discovered()
        const tokens = await client.authorizationCodeGrant(config, callback, {
          expectedState: begun.state,
          expectedNonce: begun.nonce,
          pkceCodeVerifier: begun.verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()!
        refuseOddToken(claims, settings)
        return { claims: await withUserInfo(client, config, tokens.access_token, claims), next: begun.next }
      } catch (error) {
        return fail(client, error)
      }
    },
  }
}

/** As the standard has it: an account of at most 255 characters of ASCII, and no other client who got the token. */
function refuseOddToken({ sub, azp }: Client.IDToken, { clientId }: OpenIdSettings): void {
  if (!/^[ -~]{1,255}$/.test(sub)) throw new Error('The subject of the token is none.')
  if (azp !== undefined && azp !== clientId) throw new Error('The token was made for another client.')
}

/** Many providers put only the subject into the token, and the rest where the access token is asked for. */
async function withUserInfo(
  client: Library,
  config: Client.Configuration,
  accessToken: string,
  claims: Claims,
): Promise<Claims> {
  if (config.serverMetadata().userinfo_endpoint === undefined) return claims
  return joined(claims, await client.fetchUserInfo(config, accessToken, claims.sub))
}

function opened(secrets: SecretBox, sealed: string, context: string): z.infer<typeof Begun> {
  try {
    return Begun.parse(JSON.parse(secrets.open(sealed, context)))
  } catch (error) {
    throw new OpenIdFailure('expired', { cause: error })
  }
}

function fail(client: Library, cause: unknown): never {
  throw new OpenIdFailure(failureOf(client, cause), { cause })
}

function failureOf(client: Library, error: unknown): Failure {
  if (error instanceof client.AuthorizationResponseError) {
    return error.error === 'access_denied' ? 'cancelled' : isTemporary(error.error) ? 'unavailable' : 'failed'
  }
  return reasons(error).some((reason) => errorCode(reason) === 'upstream_failed') ? 'unavailable' : 'failed'
}

const isTemporary = (code: string): boolean => code === 'server_error' || code === 'temporarily_unavailable'

/** An error and what caused it. */
export function reasons(error: unknown): unknown[] {
  return error instanceof Error && error.cause !== undefined ? [error, ...reasons(error.cause)] : [error]
}
