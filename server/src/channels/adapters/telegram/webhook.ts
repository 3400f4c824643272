import { telegramWords } from '@throughline/protocol/telegram/words.ts'
import { createHash, createHmac } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { minuteMs, secondMs } from '../../../lib/clock.ts'
import { wordingOf } from '../../../lib/errors.ts'
import { isSameSecret } from '../../../lib/same-secret.ts'
import {
  ChannelError,
  type ChannelContext,
  type ConnectionHost,
  type Health,
  type ProviderRequest,
  type Running,
  type TestStep,
  type WebhookAnswer,
} from '../../contract.ts'
import { callBot, type Caller } from './call.ts'
import { readUpdate } from './receive.ts'
import type { TelegramSettings } from './settings.ts'
import { wantedUpdates } from './updates.ts'

type Context = ChannelContext<TelegramSettings>

export const secretHeader = 'x-telegram-bot-api-secret-token'

/**
 * What Telegram sends along with each update. Made from the token, so that there is nothing to type or to store, and a new
 * token means a new secret; from the secret nobody gets to the token.
 */
export function webhookSecret({ channel }: Context): string {
  return createHmac('sha256', channel.settings.token).update(`telegram webhook ${channel.id}`).digest('base64url')
}

export function verify({ headers }: ProviderRequest, context: Context): void {
  if (isSameSecret(headers[secretHeader] ?? '', webhookSecret(context))) return
  throw new ChannelError('invalid_signature', 'wrong_secret', telegramWords.wrong_secret())
}

/** The press of a button spins until it is answered, and the answer to the request may be a call of the Bot API. */
export function answer({ body }: ProviderRequest): WebhookAnswer {
  const nothing = { status: 200, type: 'application/json', body: '{}' }
  try {
    const { callback_query: pressed } = readUpdate(body)
    if (pressed?.message?.chat.type !== 'private') return nothing
    return { ...nothing, body: JSON.stringify({ method: 'answerCallbackQuery', callback_query_id: pressed.id }) }
  } catch {
    return nothing
  }
}

const WebhookInfo = z.object({
  url: z.string().default(''),
  pending_update_count: z.number().default(0),
  last_error_date: z.number().optional(),
  last_error_message: z.string().optional(),
  allowed_updates: z.array(z.string()).optional(),
})
type WebhookInfo = z.infer<typeof WebhookInfo>

/**
 * Tells Telegram our address, unless it has it. An address of somebody else's that was set after ours is left alone: two
 * servers that take a bot from each other receive half each. `anew` takes it back.
 */
async function setWebhook(
  caller: Caller,
  context: Context,
  { url, anew }: { url: string; anew: boolean },
): Promise<WebhookInfo> {
  const info = await callBot(caller, 'getWebhookInfo', {}, WebhookInfo)
  const secret = webhookSecret(context)
  const mark = createHash('sha256').update(`${url} ${secret} ${wantedUpdates.join()}`).digest('hex')
  const isKnown = (await context.state.read('webhook')) === mark
  if (isKnown && (info.url === url || (info.url !== '' && !anew))) return info
  await callBot(caller, 'setWebhook', { url, secret_token: secret, allowed_updates: wantedUpdates }, z.unknown())
  await context.state.write('webhook', mark)
  return callBot(caller, 'getWebhookInfo', {}, WebhookInfo)
}

/** Errors that are older than this were overcome, or nobody has written since. */
const recentMs = 10 * minuteMs

function healthOf(info: WebhookInfo, url: string, context: Context): Health {
  if (info.url !== url) return { state: 'failing', ...telegramWords.webhook_elsewhere({ host: hostOf(info.url) }) }
  const failedMs = context.clock.now().getTime() - (info.last_error_date ?? 0) * 1000
  if (info.pending_update_count > 0 && info.last_error_message && failedMs < recentMs) {
    const { last_error_message: said, pending_update_count: count } = info
    return { state: 'failing', ...telegramWords.webhook_failing({ said, count }) }
  }
  return { state: 'ok', ...telegramWords.webhook_set({ url }) }
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '–')

/** Keeps our address at Telegram, and says how it fares. */
export async function watchWebhook(
  caller: Caller,
  context: Context,
  host: ConnectionHost,
  { url, everyMs = 5 * minuteMs }: { url: string; everyMs?: number | undefined },
): Promise<Running> {
  const over = new AbortController()
  async function watch(): Promise<void> {
    while (!over.signal.aborted) {
      const health = await setWebhook(caller, context, { url, anew: false }).then(
        (info) => healthOf(info, url, context),
        (error: unknown): Health => ({ state: 'failing', ...wordingOf(error) }),
      )
      if (!over.signal.aborted) host.report(health)
      const pauseMs = health.state === 'ok' ? everyMs : Math.min(everyMs, 30 * secondMs)
      await delay(pauseMs, undefined, { signal: over.signal }).catch(() => undefined)
    }
  }
  const watching = watch()
  return {
    async stop() {
      over.abort()
      await watching
    },
  }
}

const Me = z.object({ first_name: z.string().default(''), username: z.string().default('') })

/** Who the bot is, and whether Telegram reaches us: for the test of the channel, which takes the webhook back as well. */
export async function testBot(caller: Caller, context: Context, url: string): Promise<TestStep[]> {
  const bot = await step(telegramWords.step_bot(), async () => {
    const { username, first_name: name } = await callBot(caller, 'getMe', {}, Me)
    return { ok: true, ...telegramWords.bot_is({ name, username }) }
  })
  if (!bot.ok) return [bot]
  const webhook = await step(telegramWords.step_webhook(), async () => {
    const { state, sentence, words } = healthOf(await setWebhook(caller, context, { url, anew: true }), url, context)
    return { ok: state === 'ok', sentence, words }
  })
  return [bot, webhook]
}

async function step(name: TestStep['name'], tried: () => Promise<Omit<TestStep, 'name'>>): Promise<TestStep> {
  try {
    return { name, ...(await tried()) }
  } catch (error) {
    return { name, ok: false, ...wordingOf(error) }
  }
}
