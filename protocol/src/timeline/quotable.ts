import { z } from 'zod'
import { Id, IdParams, Time } from '../primitives.ts'
import { route } from '../route.ts'

export const QuotableMessage = z.object({
  entryId: Id,
  author: z.string(),
  at: Time,
  text: z.string().describe('The author’s own words, as far as 500 characters go.'),
  hadBy: z.array(z.string()).describe('The addresses that it was from or to, copies included, in normal form.'),
})
export type QuotableMessage = z.infer<typeof QuotableMessage>

export const Quotable = z.object({
  quotes: z.enum(['none', 'last', 'all']).describe('What the channel quotes to this address about this issue.'),
  messages: z
    .array(QuotableMessage)
    .describe(
      'Newest first. Quoted are those before the first that one of the recipients has not had; only the first of them where ' +
        '`quotes` is `last`.',
    ),
  hasMore: z.boolean(),
})
export type Quotable = z.infer<typeof Quotable>

export const getQuotable = route({
  method: 'GET',
  path: '/customers/:id/quotable',
  tag: 'Thread',
  summary: 'What a message to this address would quote of the conversation',
  access: 'thread.read',
  params: IdParams,
  query: z.object({
    issueId: Id.optional().describe('Without one nothing is quoted: the message begins an issue.'),
    channelId: Id.optional().describe('Default: the channel of the customer’s last mail of the issue.'),
    identityId: Id.optional().describe('Default: the address of that mail.'),
  }),
  response: Quotable,
  status: 200,
  problems: ['not_found'],
})
