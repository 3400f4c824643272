import { z } from 'zod'
import { Time } from '../primitives.ts'
import { route } from '../route.ts'
import { Words } from '../words.ts'

/** How mail about notifications reaches somebody; whether they want it is one of their preferences. */
export const NotificationMailbox = z
  .object({
    from: z.string().nullable().describe('The address that such mail comes from; null: no channel can send mail.'),
    answers: z
      .enum(['to_customer', 'to_confirm'])
      .nullable()
      .describe(
        'What becomes of an answer to such a mail. to_customer: it goes to the customer. to_confirm: nothing here checks ' +
          'who a mail is from, so it waits on the issue to be confirmed. null: such mails have no address for answers.',
      ),
    address: z.string().nullable().describe('Where it goes: the address that you sign in with. Null for a token.'),
    isProven: z.boolean().describe('Somebody has followed a link in a mail to the address. Before that none is sent.'),
    failure: z
      .object({ since: Time, sentence: z.string(), words: z.array(Words) })
      .nullable()
      .describe('Mail came back from there. None is sent until the address is proven again.'),
  })
  .meta({ id: 'NotificationMailbox' })
export type NotificationMailbox = z.infer<typeof NotificationMailbox>

const tag = 'Notifications'

export const getNotificationMailbox = route({
  method: 'GET',
  path: '/me/notification-mailbox',
  tag,
  summary: 'Whether notifications can reach you by mail',
  access: 'signed-in',
  response: NotificationMailbox,
  status: 200,
})

export const askForMailboxProof = route({
  method: 'POST',
  path: '/me/notification-mailbox/proof-mail',
  tag,
  summary: 'Get the mail whose link proves your address; at most one a minute',
  access: 'signed-in',
  body: z.object({ language: z.enum(['en', 'de', 'fr']) }),
  example: { language: 'en' },
  response: NotificationMailbox,
  status: 200,
  problems: ['forbidden', 'conflict', 'too_many_requests', 'upstream_failed'],
})

export const proveMailbox = route({
  method: 'POST',
  path: '/me/notification-mailbox/proof',
  tag,
  summary: 'Prove your address with what the link of that mail holds',
  access: 'signed-in',
  body: z.object({ token: z.string().max(200) }),
  example: { token: 'dGhpcyBpcyBub3QgYSB0b2tlbg' },
  response: NotificationMailbox,
  status: 200,
  problems: ['forbidden', 'not_found'],
})
