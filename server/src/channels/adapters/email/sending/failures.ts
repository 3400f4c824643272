import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { NodemailerError } from 'nodemailer'
import { hourMs, minuteMs } from '../../../../lib/clock.ts'
import { AppError, messageOf } from '../../../../lib/errors.ts'
import { ChannelError } from '../../../contract.ts'
import { quote } from '../withhold.ts'

type Said = Pick<NodemailerError, 'responseCode' | 'response' | 'code' | 'command'>

/** Servers that put strangers off (greylisting) let them in after about five minutes. */
const busyMs = 5 * minuteMs
const awayMs = minuteMs

/** What went wrong at handing over a mail, as what can be done about it. */
export function channelErrorOf(error: unknown, secrets: readonly string[] = []): ChannelError {
  if (error instanceof ChannelError) return error
  if (error instanceof AppError && error.code === 'unsafe_address') {
    return new ChannelError('credentials', error.code, error.wording, { retryAfterMs: hourMs, cause: error })
  }
  const { responseCode, response, code, command } = saidIn(error)
  const said = quote(response ?? messageOf(error), secrets)
  const make = (
    kind: 'retryable' | 'permanent' | 'credentials',
    wording: Wording,
    options: { retryAfterMs?: number; addressIsDead?: boolean; stopsAll?: boolean } = {},
  ) => new ChannelError(kind, codeOf(response) ?? code ?? 'smtp', wording, options)

  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') {
    // 454 and the like: the server can't check the password just now.
    if (isTemporary(responseCode)) return make('retryable', emailFailureWords.sign_in_failed({ said }), later())
    return make('credentials', emailFailureWords.sign_in_refused({ said }), { retryAfterMs: hourMs })
  }
  if (code === 'ETLS' || (code === 'ESOCKET' && /certificate/i.test(said))) {
    return make('credentials', emailFailureWords.no_encryption({ said }), { retryAfterMs: hourMs })
  }
  if (isTemporary(responseCode)) return make('retryable', emailFailureWords.asked_to_wait({ said }), later())
  if (responseCode !== undefined && responseCode >= 500) {
    if (responseCode === 530 || command === 'MAIL FROM') {
      const isTooLarge = responseCode === 552 || /\b5\.3\.4\b/.test(said)
      if (isTooLarge) return make('permanent', emailFailureWords.mail_too_large({ said }))
      return make('credentials', emailFailureWords.sender_refused({ said }), {
        retryAfterMs: hourMs,
      })
    }
    if (command === 'RCPT TO') {
      return make('permanent', emailFailureWords.address_refused({ said }), { addressIsDead: isDeadAddress(said) })
    }
    return make('permanent', emailFailureWords.mail_refused({ said }))
  }
  // What the library itself will not send: nothing was said by a server.
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return make('permanent', emailFailureWords.cannot_be_sent({ said }))
  return make('retryable', emailFailureWords.unreachable({ said }), { retryAfterMs: awayMs, stopsAll: true })
}

/** Of several recipients that were all turned down, the first is the one the mail is for. */
function saidIn(error: unknown): Said {
  if (!isFromMailer(error)) return {}
  return error.rejectedErrors?.[0] ?? error
}

function isFromMailer(error: unknown): error is NodemailerError {
  return error instanceof Error && 'code' in error
}

const later = () => ({ retryAfterMs: busyMs })

function isTemporary(responseCode: number | undefined): boolean {
  return responseCode !== undefined && responseCode >= 400 && responseCode < 500
}

/** RFC 3463: 5.1.x is about the address; 5.1.7 and 5.1.8 are about the sender's. */
export function isDeadAddress(said: string): boolean {
  return /\b5\.1\.(?:[0-6]|10)\b/.test(said)
}

/** `550 5.1.1`, as the server said it. */
function codeOf(response: string | undefined): string | undefined {
  return /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(response ?? '')?.[0].replace('-', ' ')
}
