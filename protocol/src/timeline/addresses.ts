import { z } from 'zod'
import { Assurance, IdentityKind } from '../customers/identity.ts'
import { Id, IdParams, Time } from '../primitives.ts'
import { MailAddress } from './content/email.ts'
import { Words } from '../words.ts'
import { route } from '../route.ts'

const tag = 'Thread'

/** An address the customer can be written to, and why it can't when it can't. */
export const ReachableAddress = z.object({
  channel: z.object({ id: Id, kind: z.string(), name: z.string() }),
  identity: z.object({ id: Id, kind: IdentityKind, value: z.string(), assurance: Assurance }),
  usable: z.boolean(),
  reason: z.string().describe('A sentence: why it is offered first, or why it cannot be used.'),
  words: z.array(Words).describe('`reason` as a code.'),
  reasonCode: z
    .enum([
      'wrote_last',
      'wrote_before',
      'unproven',
      'unused',
      'channel_off',
      'no_address',
      'blocked',
      'malformed',
      'came_back',
      'kept',
      'own_mailbox',
      'window_closed',
      'no_consent',
    ])
    .describe('The same for programs, and for other languages.'),
  isDefault: z.boolean(),
  window: z
    .object({ state: z.enum(['open', 'template-only', 'refused']), until: Time.nullable().describe('Of `open`.') })
    .optional()
    .describe('Of a channel that takes answers only within a time of the customer’s last message.'),
  quotes: z
    .enum(['last', 'all'])
    .optional()
    .describe('How much of the conversation the channel quotes in answers; missing where it quotes nothing.'),
  capabilities: z.object({
    richText: z.boolean(),
    attachments: z.boolean(),
    subject: z.boolean(),
    cc: z.boolean(),
    live: z.boolean().describe('Both sides are present: nothing is held back before it leaves.'),
  }),
})
export type ReachableAddress = z.infer<typeof ReachableAddress>

/** Who else got the customer's last mail of an issue: To and Cc, without our own addresses. */
export const Copies = z.object({
  cc: z.array(MailAddress),
  isSet: z
    .boolean()
    .describe(
      'An answer goes to all of them unless somebody removes them: the mail was authenticated. Else they are offered ' +
        'only, since a forger chooses who is in copy.',
    ),
  replyTo: z
    .array(MailAddress.extend({ isOtherDomain: z.boolean().describe('Not the domain of From: a trick of phishing.') }))
    .optional()
    .describe(
      'Where the mail asks for answers (Reply-To), beside its author and us. Offered only, also after an authenticated mail: ' +
        'an answer goes there when somebody adds it as a copy. Missing where there is none.',
    ),
})
export type Copies = z.infer<typeof Copies>

export const listReachableAddresses = route({
  method: 'GET',
  path: '/customers/:id/addresses',
  tag,
  summary: 'Every way to write to the customer, usable or not, with the reason',
  access: 'thread.read',
  params: IdParams,
  query: z.object({ issueId: Id.optional() }),
  response: z.object({
    items: z.array(ReachableAddress),
    copies: Copies.nullable().describe('Of `issueId`: null without one, and where no mail of the customer is in it.'),
  }),
  status: 200,
  problems: ['not_found'],
})
