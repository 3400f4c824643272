import { z } from 'zod'
import { humanText, Id, IdParams } from '../primitives.ts'
import { route } from '../route.ts'
import { Entry } from './entry.ts'

const tag = 'Thread'

export const maxTextLength = 200_000

/** Attachments of an outbound message are uploaded first (`POST /attachments`), then named here. */
export const NewMessage = z.object({
  kind: z.literal('message'),
  text: humanText(maxTextLength).optional(),
  content: z
    .object({
      text: humanText(maxTextLength).optional(),
      html: humanText(1_000_000).optional(),
      subject: humanText(998).optional(),
      cc: z.array(z.email()).max(200).optional(),
      bcc: z.array(z.email()).max(200).optional().describe('Copies that the other recipients do not see.'),
      quotesHistory: z
        .boolean()
        .optional()
        .describe('False: this message quotes nothing of the conversation, whatever its channel does.'),
      data: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
  attachmentIds: z.array(Id).max(50).optional(),
  channelId: Id.optional().describe('Default: where the customer last wrote and can be reached.'),
  identityId: Id.optional().describe('The address to send to.'),
  issueId: Id.optional(),
  newIssue: z
    .boolean()
    .optional()
    .describe('It opens an issue of its own, whatever else is open; not together with `issueId`.'),
  echoId: z.string().min(1).max(100).optional().describe('The same echoId of one author twice is one entry.'),
  holdSeconds: z
    .number()
    .int()
    .min(0)
    .max(60)
    .optional()
    .describe('Held here for so long before it leaves, so that it can be taken back. Default: not at all.'),
})

export const NewNote = z.object({
  kind: z.literal('note'),
  text: humanText(maxTextLength).min(1),
  mentions: z.array(Id).max(50).optional().describe('Staff who are named in it, and get a notification.'),
  issueId: Id.optional(),
  echoId: z.string().min(1).max(100).optional(),
})

export const NewEntry = z.discriminatedUnion('kind', [NewMessage, NewNote])
export type NewEntry = z.infer<typeof NewEntry>

export const createEntry = route({
  method: 'POST',
  path: '/customers/:id/entries',
  tag,
  summary: 'Write to the customer, or a note to colleagues',
  access: 'thread.write',
  params: IdParams,
  body: NewEntry,
  example: {
    kind: 'message',
    text: 'Your lamp left our house this morning.',
    issueId: '01941f29-7c00-7aaa-8bbb-0123456789ab',
    echoId: 'order-4711-shipped',
  },
  response: Entry,
  status: 201,
  repeatKey: 'echoId',
  problems: ['not_found', 'conflict', 'unreachable_customer', 'unusable_channel'],
})

export const recallEntry = route({
  method: 'POST',
  path: '/entries/:id/recall',
  tag,
  summary: 'Recall your own message that has not left yet; it stays on the thread as refused, for staff only',
  access: 'thread.write',
  params: IdParams,
  body: z.object({}),
  example: {},
  response: Entry,
  status: 200,
  problems: ['not_found', 'conflict'],
})

export const takeBackEntry = route({
  ...recallEntry,
  path: '/entries/:id/taking-back',
  deprecated: 'Use `/entries/{id}/recall`. This address goes with the release after the next.',
})

export const sendEntryAgain = route({
  method: 'POST',
  path: '/entries/:id/sending',
  tag,
  summary:
    'Send again what failed, or at once what waits for its next attempt: the same message, under the same Message-ID',
  access: 'thread.write',
  params: IdParams,
  body: z.object({}),
  example: {},
  response: Entry,
  status: 200,
  problems: ['not_found', 'conflict', 'unusable_channel'],
})

export const confirmColleagueMail = route({
  method: 'POST',
  path: '/entries/:id/confirmation',
  tag,
  summary: 'Confirm that a mail in a colleague’s name is theirs; where it went to the customer, the issue is answered',
  access: 'thread.write',
  params: IdParams,
  body: z.object({}),
  example: {},
  response: Entry,
  status: 200,
  problems: ['not_found', 'conflict'],
})
