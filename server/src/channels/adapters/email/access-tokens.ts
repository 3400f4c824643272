import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import { minuteMs, secondMs, type Clock } from '../../../lib/clock.ts'
import { messageOf } from '../../../lib/errors.ts'
import { z } from 'zod'
import { ChannelError } from '../../contract.ts'
import type { ImapSettings, OAuthSettings } from './settings.ts'
import { quote } from './withhold.ts'

/** Access tokens for mailboxes, fetched as they expire (RFC 6749, section 6) and shared by reading and sending. */
export interface AccessTokens {
  /** `renew`: the last one was refused. */
  of(imap: ImapSettings, options?: { renew?: boolean }): Promise<string>
}

interface Held {
  token: string
  expiresMs: number
  refreshToken: string
}

const maxTokenChars = 20_000

const Answer = z.object({
  access_token: z.string().min(1).max(maxTokenChars),
  // One that is said to be good for ever is asked for anew every day.
  expires_in: z.coerce
    .number()
    .positive()
    .catch(3600)
    .transform((seconds) => Math.min(seconds, 24 * 3600)),
  // One that the settings cannot hold is not kept.
  refresh_token: z.string().min(1).max(10_000).optional().catch(undefined),
})
const Refusal = z.object({ error: z.string(), error_description: z.string().catch('') })

/** A token is used up this long before it ends, so that it does not end on the way. */
const marginMs = 2 * minuteMs

/**
 * Where a refresh token is kept that the provider gave in place of another: such a provider refuses the one before, so
 * that it has to outlive this process. Does not reject.
 */
export type KeepRefreshToken = (was: string, now: string) => Promise<void>

export function createAccessTokens(
  fetch: typeof globalThis.fetch,
  clock: Clock,
  keepRefreshToken: KeepRefreshToken = async () => {},
): AccessTokens {
  const heldByAccess = new Map<string, Held>()
  const asking = new Map<string, Promise<string>>()

  return {
    async of({ accessToken, oauth }, { renew = false } = {}) {
      if (oauth === undefined) {
        if (accessToken !== '') return accessToken
        throw new ChannelError('credentials', 'no_token', emailFailureWords.no_access())
      }
      const key = JSON.stringify(oauth)
      const held = heldByAccess.get(key)
      if (held && !renew && held.expiresMs - marginMs > clock.now().getTime()) return held.token
      // Reading and sending may ask in the same moment; some providers let a refresh token be used once.
      const running = asking.get(key) ?? refresh(key, oauth).finally(() => asking.delete(key))
      asking.set(key, running)
      return running
    },
  }

  async function refresh(key: string, oauth: OAuthSettings): Promise<string> {
    const used = heldByAccess.get(key)?.refreshToken ?? oauth.refreshToken
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: oauth.clientId,
      refresh_token: used,
      ...(oauth.clientSecret === '' ? {} : { client_secret: oauth.clientSecret }),
      ...(oauth.scope === '' ? {} : { scope: oauth.scope }),
    })
    const response = await fetch(oauth.tokenUrl, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(20 * secondMs),
    }).catch((error: unknown) => {
      throw new ChannelError(
        'retryable',
        'token_unreachable',
        emailFailureWords.token_unreachable({ said: messageOf(error) }),
      )
    })
    const body: unknown = await response.json().catch(() => null)
    const answer = Answer.safeParse(body)
    if (response.ok && answer.success) {
      const { access_token: token, expires_in: seconds, refresh_token: refreshToken = used } = answer.data
      const held = { token, expiresMs: clock.now().getTime() + seconds * secondMs, refreshToken }
      heldByAccess.set(key, held)
      if (refreshToken !== oauth.refreshToken) {
        // Once it is kept, the settings name it, and what is held is asked for by them.
        heldByAccess.set(JSON.stringify({ ...oauth, refreshToken }), held)
        await keepRefreshToken(oauth.refreshToken, refreshToken)
      }
      return token
    }
    const refusal = Refusal.safeParse(body)
    const why = refusal.success ? `${refusal.data.error} ${refusal.data.error_description}`.trim() : response.statusText
    const isOurs = response.status >= 400 && response.status < 500 && response.status !== 429
    throw new ChannelError(
      isOurs ? 'credentials' : 'retryable',
      `token_${response.status}`,
      emailFailureWords.token_refused({
        said: quote(why, [used, oauth.clientSecret].filter(Boolean)),
      }),
    )
  }
}
