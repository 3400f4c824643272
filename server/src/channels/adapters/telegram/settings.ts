import { z } from 'zod'

/** What an admin enters to connect a bot. The secret of the webhook is derived from the token, see `webhook.ts`. */
export const TelegramSettings = z.strictObject({
  token: z
    .string()
    .trim()
    .regex(/^\d{1,20}:[\w-]{10,200}$/)
    .meta({ title: 'Bot token', description: 'From @BotFather, such as 123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11.' }),
  server: z
    .url({ protocol: /^https?$/ })
    .default('https://api.telegram.org')
    .meta({ title: 'Bot API server', description: 'Another one only if you run a Bot API server of your own.' }),
})
export type TelegramSettings = z.infer<typeof TelegramSettings>

/** The bot's own user id, which begins its token. */
export const botIdOf = ({ token }: TelegramSettings): string => token.slice(0, token.indexOf(':'))
