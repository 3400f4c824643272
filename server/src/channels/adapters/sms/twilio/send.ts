import { smsWords } from '@throughline/protocol/sms/words.ts'
import { z } from 'zod'
import { AppError, wordingOf } from '../../../../lib/errors.ts'
import type { SafeResponse } from '../../../../lib/safe-fetch.ts'
import { ChannelError, type ChannelContext, type OutboundMessage, type SendReceipt } from '../../../contract.ts'
import { inboundUrl, type Outside } from '../provider.ts'
import type { TwilioSettings } from '../settings.ts'
import { call } from './call.ts'
import { failureOf, isKnownCode, optedOutCode } from './failures.ts'

const Created = z.object({ sid: z.string().min(2).max(64) })
const Refused = z.object({ code: z.number().nullish(), message: z.string().nullish() })

/**
 * Twilio has no key by which it would know a repetition. So the address for reports names the entry: when an answer is lost,
 * the first report tells that the message has left, and what Twilio calls it.
 */
export async function send(
  outside: Outside,
  message: OutboundMessage,
  context: ChannelContext<TwilioSettings>,
): Promise<SendReceipt> {
  const { accountSid, from, messagingServiceSid } = context.channel.settings
  const reportsTo = reportUrl(inboundUrl(outside, context.channel), message.idempotencyKey)
  const form = new URLSearchParams({
    To: message.to.value,
    Body: message.text,
    ...(messagingServiceSid === '' ? {} : { MessagingServiceSid: messagingServiceSid }),
    // Beside a service it says which of its numbers to take.
    ...(from === '' ? {} : { From: from }),
    ...(reportsTo === null ? {} : { StatusCallback: reportsTo }),
  })
  const path = `/2010-04-01/Accounts/${accountSid}/Messages.json`
  const answer = await call(outside, context, { path, form }).catch((error: unknown) => {
    throw notAnswered(error)
  })
  if (answer.status >= 300) throw refusal(answer, reportsTo)
  const created = Created.safeParse(jsonOf(answer))
  if (!created.success) throw lost(created.error)
  return { providerId: created.data.sid, state: 'sent' }
}

/** Null where Twilio could not reach it: it refuses the message then. */
function reportUrl(inbound: string, entryId: string): string | null {
  const url = new URL(inbound)
  if (!url.hostname.includes('.') || url.hostname.startsWith('127.')) return null
  url.searchParams.set('entry', entryId)
  return url.href
}

/** What was never connected has not left; of everything else nobody knows. */
function notAnswered(cause: unknown): ChannelError {
  if (cause instanceof AppError && cause.code === 'unsafe_address') {
    return new ChannelError('credentials', 'unsafe_address', wordingOf(cause), { cause })
  }
  if (!wasNotConnected(cause)) return lost(cause)
  return new ChannelError('retryable', 'unreachable', wordingOf(cause), { retryAfterMs: 30_000, stopsAll: true, cause })
}

function wasNotConnected(error: unknown): boolean {
  if (!(error instanceof AppError)) return false
  const [said] = error.words
  if (said?.code === 'system.unknown_name') return true
  const reason = said?.code === 'system.call_failed' ? String(said.params['reason']) : ''
  return /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|certificate/i.test(reason)
}

/** Long enough for the reports of a message that has left to be here. */
const waitsForReportMs = 60_000

function lost(cause: unknown): ChannelError {
  return new ChannelError('retryable', 'answer_lost', smsWords.answer_lost(), { retryAfterMs: waitsForReportMs, cause })
}

/** The sender, or what the account lacks to send: nobody but an admin can mend it. https://www.twilio.com/docs/api/errors */
const senderCodes = new Set(['21212', '21603', '21606', '21659', '21660', '21661', '21703', '21704', '21705', '21710'])
const retriedCodes = new Set(['14107', '20429', '21611', '30001'])

function refusal(answer: SafeResponse, reportsTo: string | null): ChannelError {
  const { status } = answer
  const parsed = Refused.safeParse(jsonOf(answer))
  const code = `${parsed.data?.code ?? status}`
  const said = (parsed.data?.message ?? '').replaceAll('\u0000', '').slice(0, 500).toWellFormed()
  if (status === 401 || code === '20003') return new ChannelError('credentials', code, smsWords.credentials_refused())
  if (status === 429 || retriedCodes.has(code)) {
    return new ChannelError('retryable', code, smsWords.too_fast(), { retryAfterMs: retryAfterMs(answer) ?? 10_000 })
  }
  if (status >= 500) {
    // It may have left before the server failed.
    const asked = Math.max(retryAfterMs(answer) ?? 0, waitsForReportMs)
    return new ChannelError('retryable', code, smsWords.provider_away({ status }), { retryAfterMs: asked })
  }
  if (status === 404) return new ChannelError('credentials', code, smsWords.no_such_account())
  if (code === '20005' || code === '30002') return new ChannelError('credentials', code, smsWords.account_suspended())
  if (senderCodes.has(code)) return new ChannelError('credentials', code, smsWords.sender_refused({ said }))
  if (code === '21609') {
    return new ChannelError('credentials', code, smsWords.callback_refused({ url: reportsTo ?? '' }))
  }
  const { wording, addressIsDead } = failureOf(code)
  return new ChannelError('permanent', code, isKnownCode(code) ? wording : smsWords.refused({ code, said }), {
    addressIsDead,
    isOptOut: code === optedOutCode,
  })
}

/** `Retry-After`, in seconds or as a date; null when it says nothing that can be read. */
function retryAfterMs({ headers }: SafeResponse): number | null {
  const given = headers['retry-after']
  if (given === undefined) return null
  const seconds = Number(given)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(given) - Date.parse(headers.date ?? '')
  return Number.isFinite(ms) && ms >= 0 ? ms : null
}

function jsonOf({ body }: SafeResponse): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return null
  }
}
