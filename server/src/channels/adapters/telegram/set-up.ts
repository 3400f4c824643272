import { telegramWords } from '@throughline/protocol/telegram/words.ts'
import type { SetUpStep } from '../../contract.ts'

/** There is nothing to paste at Telegram: the bot’s token lets us set the webhook ourselves. */
export function setUp(_settings: unknown, url: string): SetUpStep[] {
  return [
    { ...telegramWords.ask_botfather(), copy: null },
    { ...telegramWords.webhook_is_set({ origin: new URL(url).origin }), copy: null },
  ]
}
