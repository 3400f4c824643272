import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { z } from 'zod'
import { minuteMs } from '../../../../lib/clock.ts'
import { wordingOf } from '../../../../lib/errors.ts'
import type { AddressRules } from '../../../../lib/safe-address.ts'
import { safeFetch, type SafeResponse } from '../../../../lib/safe-fetch.ts'
import { ChannelError } from '../../../contract.ts'
import { errorOf, refusalOf, type FailureSaid } from '../refusals.ts'
import type { WhatsAppSettings } from '../settings.ts'

/** Of 29 July 2026; Meta serves a version for at least two years, and then takes the oldest that it has. */
const version = 'v26.0'

export interface GraphCall {
  method?: 'GET' | 'POST'
  body?: string | Buffer
  /** Of the body. */
  type?: string
  timeoutMs?: number
}

/** One call of the Graph API → its answer. Throws `ChannelError`, by what Meta says. */
export async function callGraph(
  rules: AddressRules,
  { server, accessToken }: Pick<WhatsAppSettings, 'server' | 'accessToken'>,
  path: string,
  { method = 'GET', body, type = 'application/json', timeoutMs = 20_000 }: GraphCall = {},
): Promise<unknown> {
  const url = `${server.replace(/\/$/, '')}/${version}/${path}`
  const response = await safeFetch(url, {
    ...rules,
    method,
    timeoutMs,
    maxRedirects: null,
    headers: { authorization: `Bearer ${accessToken}`, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
  }).catch((cause: unknown) => {
    // It may have arrived: by then a status has told.
    throw new ChannelError('retryable', 'unreachable', wordingOf(cause), {
      retryAfterMs: minuteMs,
      stopsAll: true,
      cause,
    })
  })
  const answer = parse(response.body)
  if (response.status >= 200 && response.status < 300) return answer
  throw refused(response, answer)
}

const Problem = z.object({
  error: z.object({
    code: z.union([z.number(), z.string()]).transform(String),
    message: z.string().catch(''),
    error_data: z.object({ details: z.string().catch('') }).catch({ details: '' }),
  }),
})

function refused({ status, headers }: SafeResponse, answer: unknown): ChannelError {
  const { data } = Problem.safeParse(answer)
  const failure: FailureSaid = data
    ? { code: data.error.code, said: data.error.error_data.details || data.error.message }
    : { code: `${status}`, said: `HTTP ${status}` }
  const error = errorOf(failure, data ? refusalOf(failure, kindOf(status)) : withoutCode(status, failure))
  const askedMs = error.kind === 'retryable' ? retryAfterMs(headers['retry-after']) : null
  if (askedMs === null) return error
  const { kind, code, wording, stopsAll } = error
  return new ChannelError(kind, code, wording, { retryAfterMs: askedMs, stopsAll })
}

function kindOf(status: number): 'retryable' | 'credentials' | 'permanent' {
  if (status >= 500 || status === 429) return 'retryable'
  return status === 401 || status === 403 ? 'credentials' : 'permanent'
}

/** What stands between us and Meta, or Meta in trouble, answers without a code. */
function withoutCode(status: number, { code, said }: FailureSaid): ReturnType<typeof refusalOf> {
  if (status >= 500) return { kind: 'retryable', wording: whatsappWords.unavailable() }
  if (status === 429) return { kind: 'retryable', wording: whatsappWords.too_fast() }
  if (status === 401) return { kind: 'credentials', wording: whatsappWords.token_refused() }
  return { kind: kindOf(status), wording: whatsappWords.failed({ code, said }) }
}

/** Seconds only: of a date nobody knows by whose clock. What is asked for beyond a day is cut by the platform. */
function retryAfterMs(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) * 1000 : null
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return null
  }
}
