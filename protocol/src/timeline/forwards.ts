import { z } from 'zod'
import { humanText, Id, IdParams } from '../primitives.ts'
import { route } from '../route.ts'
import { asMessage } from '../words.ts'
import { Attachment } from './attachment.ts'
import { Entry } from './entry.ts'
import { timelineWords } from './words.ts'
import { maxTextLength } from './writing.ts'

const tag = 'Thread'

export const maxForwardRecipients = 10

export const prepareForward = route({
  method: 'GET',
  path: '/issues/:id/forwarding',
  tag,
  summary: 'What would be forwarded: the text, the files, the subject, and how large it may be',
  description:
    'Of one message with `entryId`, else of all messages of the issue. Notes and copies are never part of it.',
  access: 'thread.write',
  params: IdParams,
  query: z.object({ entryId: Id.optional() }),
  response: z.object({
    subject: z.string(),
    text: z.string().describe('Head and text of each message, as it stands below one’s own words.'),
    messageCount: z.number().int(),
    files: z.array(Attachment).describe('Of the forwarded messages; `fileIds` names those that go along.'),
    channel: z.object({ id: Id, name: z.string() }).describe('By which it leaves.'),
    maxFiles: z.number().int(),
    maxTotalBytes: z.number().int().describe('Of all files together.'),
  }),
  status: 200,
  problems: ['not_found', 'conflict', 'unusable_channel'],
})

export const forwardIssue = route({
  method: 'POST',
  path: '/issues/:id/forwards',
  tag,
  summary: 'Forward a message, or all messages of an issue, to somebody who is not the customer',
  description:
    'One mail to all recipients, who see each other. It is an internal entry with a delivery; what they answer becomes ' +
    'an internal entry on the issue as well. With `answers` nothing is forwarded: the mail answers what somebody wrote back.',
  access: 'thread.write',
  params: IdParams,
  body: z
    .object({
      to: z.array(z.email()).min(1).max(maxForwardRecipients),
      text: humanText(maxTextLength).default('').describe('One’s own words, above what is forwarded.'),
      subject: humanText(998).optional().describe('Default: `Fwd: ` and the subject of what is forwarded.'),
      entryId: Id.optional().describe('One message of the issue. Default: all of them.'),
      answers: Id.optional().describe('The answer to a forward that this answers; not together with `entryId`.'),
      fileIds: z.array(Id).max(200).optional().describe('Files of what is forwarded. Default: all.'),
      attachmentIds: z.array(Id).max(50).optional().describe('Files of one’s own, uploaded before.'),
      echoId: z.string().min(1).max(100).optional().describe('The same echoId of one author twice is one entry.'),
      holdSeconds: z
        .number()
        .int()
        .min(0)
        .max(60)
        .optional()
        .describe('Held here for so long before it leaves, so that it can be recalled. Default: not at all.'),
    })
    .refine(({ entryId, answers }) => entryId === undefined || answers === undefined, {
      message: asMessage(timelineWords.forward_or_answer()),
    }),
  example: {
    to: ['repairs@supplier.example'],
    text: 'Is this covered by your warranty?',
    entryId: '01941f29-7c00-7aaa-8bbb-0123456789ab',
    echoId: 'ask-the-supplier',
  },
  response: Entry,
  status: 201,
  repeatKey: 'echoId',
  problems: ['not_found', 'conflict', 'unusable_channel'],
})
