import { webhookWords } from '@throughline/protocol/webhooks/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { Webhook as Signer } from 'standardwebhooks'
import { minuteMs, secondMs } from '../../../lib/clock.ts'
import { wordingOf } from '../../../lib/errors.ts'
import type { safeFetch } from '../../../lib/safe-fetch.ts'
import type { AddressRules } from '../../../lib/safe-address.ts'

export type Outcome =
  | { kind: 'delivered'; status: number }
  /** 410: the receiver wants nothing more, ever. */
  | { kind: 'gone'; status: number; error: Wording }
  | { kind: 'failed'; status: number | null; error: Wording; retryAfterMs: number }

export interface Attempt {
  /** The delivery's: the same on every attempt. */
  id: string
  url: string
  secret: string
  body: string
  at: Date
}

/** One signed POST. Whatever happens is an outcome; nothing throws. */
export async function attempt(
  { id, url, secret, body, at }: Attempt,
  { fetch, addressRules }: { fetch: typeof safeFetch; addressRules?: AddressRules },
): Promise<Outcome> {
  try {
    const { status, headers } = await fetch(url, {
      ...addressRules,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Signer(secret).sign(id, at, body),
      },
      body,
      timeoutMs,
    })
    if (status >= 200 && status < 300) return { kind: 'delivered', status }
    if (status === 410) return { kind: 'gone', status, error: webhookWords.receiver_gone() }
    const isRedirect = status >= 300 && status < 400
    const error = isRedirect ? webhookWords.answered_redirect({ status }) : webhookWords.answered_with({ status })
    return { kind: 'failed', status, error, retryAfterMs: retryAfter(headers['retry-after'], at) }
  } catch (error) {
    return { kind: 'failed', status: null, error: wordingOf(error), retryAfterMs: 0 }
  }
}

export const timeoutMs = 15 * secondMs

/** How long an attempt can take at most, with room for a slow database: until then nobody else tries. */
export const leaseMs = minuteMs

/** Seconds or a date. */
function retryAfter(header: string | undefined, now: Date): number {
  if (header === undefined) return 0
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * secondMs : Date.parse(header) - now.getTime()
  return Number.isFinite(ms) ? Math.max(0, ms) : 0
}
