import { telegramWords } from '@throughline/protocol/telegram/words.ts'
import { z } from 'zod'
import { minuteMs, secondMs } from '../../../lib/clock.ts'
import { AppError, wordingOf } from '../../../lib/errors.ts'
import type { AddressRules } from '../../../lib/safe-address.ts'
import { safeFetch, type SafeResponse } from '../../../lib/safe-fetch.ts'
import { ChannelError } from '../../contract.ts'
import type { TelegramSettings } from './settings.ts'

/** How the Bot API is called: through the guard, with the token in the path, where Telegram wants it. */
export interface Caller {
  rules: AddressRules
  settings: TelegramSettings
}

const Answer = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.number().optional(),
  description: z.string().default(''),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
})

/** One method of the Bot API → its result. Throws `ChannelError`. */
export async function callBot<Result extends z.ZodType>(
  caller: Caller,
  method: string,
  given: Record<string, unknown> | FormData,
  result: Result,
): Promise<z.output<Result>> {
  const { headers, body } = await encoded(given)
  const timeoutMs = given instanceof FormData ? 2 * minuteMs : 15 * secondMs
  const response = await fetchFrom(caller, `/bot${caller.settings.token}/${method}`, {
    method: 'POST',
    headers,
    body,
    timeoutMs,
  })
  const answer = Answer.safeParse(parsed(response.body))
  if (response.status >= 500 || !answer.success) throw busy(response.status)
  if (!answer.data.ok) throw refusal(answer.data.error_code ?? response.status, answer.data)
  const read = result.safeParse(answer.data.result)
  if (!read.success) throw busy(response.status)
  return read.data
}

/** The bytes of a file that `getFile` named. */
export async function downloadFrom(caller: Caller, path: string, maxBytes: number): Promise<SafeResponse> {
  const response = await fetchFrom(
    caller,
    `/file/bot${caller.settings.token}/${path.split('/').map(encodeURIComponent).join('/')}`,
    {
      maxBytes,
      timeoutMs: 2 * minuteMs,
    },
  )
  if (response.status === 200) return response
  if (response.status >= 500 || response.status === 429) throw busy(response.status)
  throw refusal(response.status, { description: '' })
}

async function fetchFrom(
  { rules, settings }: Caller,
  path: string,
  options: Parameters<typeof safeFetch>[1],
): Promise<SafeResponse> {
  try {
    return await safeFetch(settings.server.replace(/\/+$/, '') + path, { ...rules, ...options })
  } catch (cause) {
    const isRefused = cause instanceof AppError && cause.code === 'unsafe_address'
    throw new ChannelError(isRefused ? 'credentials' : 'retryable', 'unreachable', wordingOf(cause), {
      cause,
      stopsAll: true,
    })
  }
}

async function encoded(
  given: Record<string, unknown> | FormData,
): Promise<{ headers: Record<string, string>; body: Buffer }> {
  if (!(given instanceof FormData)) {
    return { headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(given)) }
  }
  const form = new Response(given)
  const type = form.headers.get('content-type')!
  return { headers: { 'content-type': type }, body: Buffer.from(await form.arrayBuffer()) }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return null
  }
}

const busy = (status: number): ChannelError =>
  new ChannelError('retryable', String(status), telegramWords.busy({ status }), { retryAfterMs: 30 * secondMs })

/** What can be done about a refusal. Telegram documents no list: the codes are HTTP's, and some descriptions are known. */
function refusal(
  code: number,
  answer: { description: string; parameters?: { retry_after?: number | undefined } | undefined },
): ChannelError {
  const { description: said, parameters } = answer
  const status = String(code)
  // It says 404 for what has not the form of a token.
  if (code === 401 || code === 404) return new ChannelError('credentials', status, telegramWords.token_refused())
  if (code === 429) {
    const seconds = Math.max(1, Math.ceil(parameters?.retry_after ?? 30))
    return new ChannelError('retryable', status, telegramWords.wait({ seconds }), { retryAfterMs: seconds * secondMs })
  }
  const known = refusals.find(({ says }) => says.test(said))
  if (known) return new ChannelError('permanent', status, known.words(), { addressIsDead: known.addressIsDead })
  if (code >= 500) return busy(code)
  return new ChannelError('permanent', status, telegramWords.refused({ said: said || status }))
}

const refusals = [
  { says: /bot was blocked by the user/i, words: telegramWords.blocked_by_customer, addressIsDead: true },
  { says: /user is deactivated/i, words: telegramWords.account_deleted, addressIsDead: true },
  { says: /chat not found/i, words: telegramWords.no_such_chat, addressIsDead: true },
  { says: /can't initiate conversation/i, words: telegramWords.never_wrote, addressIsDead: false },
  { says: /file is too big/i, words: telegramWords.too_big_to_fetch, addressIsDead: false },
]
