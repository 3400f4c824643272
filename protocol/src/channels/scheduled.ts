import { z } from 'zod'
import { Id, IdParams, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { NewMessage } from '../timeline/writing.ts'
import { Words } from '../words.ts'

/** The furthest ahead that a reply may be scheduled: files of drafts are kept for about as long. */
export const furthestAheadDays = 28

/** A reply that waits here for its time. It is an entry on the thread from the moment in which it is sent, and not before. */
export const ScheduledReply = z
  .object({
    id: Id,
    customerId: Id.describe('The canonical customer.'),
    issueId: Id,
    author: z.object({ id: Id, name: z.string() }),
    text: z.string(),
    fileCount: z.number().int(),
    channel: z.object({ id: Id, kind: z.string(), name: z.string() }).nullable(),
    to: z.string().nullable().describe('The address that it goes to.'),
    sendAt: Time,
    onlyIfUnanswered: z
      .boolean()
      .describe('It is held back when the customer has written on the issue since it was scheduled.'),
    heldBack: z
      .object({
        reason: z.enum(['customer_wrote', 'author', 'cannot_send']),
        detail: z.string(),
        words: z.array(Words),
        at: Time,
      })
      .nullable()
      .describe('Its time came and it was not sent. It waits until somebody sends or cancels it.'),
    createdAt: Time,
  })
  .meta({ id: 'ScheduledReply' })
export type ScheduledReply = z.infer<typeof ScheduledReply>

const tag = 'Thread'

export const listScheduledReplies = route({
  method: 'GET',
  path: '/customers/:id/scheduled-replies',
  tag,
  summary: 'Replies to the customer that wait to be sent, or were held back, by time',
  access: 'thread.read',
  params: IdParams,
  response: z.object({ items: z.array(ScheduledReply) }),
  status: 200,
  problems: ['not_found'],
})

export const scheduleReply = route({
  method: 'POST',
  path: '/customers/:id/scheduled-replies',
  tag,
  summary: 'Write a reply that is sent at a later time, once, as long as you may still write to the customer then',
  access: 'thread.write',
  params: IdParams,
  body: z.object({
    message: NewMessage.omit({ holdSeconds: true, echoId: true, newIssue: true }).extend({
      issueId: Id,
      channelId: Id,
      identityId: Id,
    }),
    sendAt: Time.describe(`In the future, and at most ${furthestAheadDays} days ahead.`),
    onlyIfUnanswered: z.boolean().default(true),
    draft: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Whatever a client needs to edit it again; its author gets it back on cancelling.'),
    echoId: z.string().min(1).max(100).describe('The same echoId of one author twice is one reply.'),
  }),
  example: {
    message: {
      kind: 'message',
      text: 'Has the lamp arrived?',
      issueId: '01941f29-7c00-7aaa-8bbb-0123456789ab',
      channelId: '01941f29-7c00-7aaa-8bbb-0123456789ac',
      identityId: '01941f29-7c00-7aaa-8bbb-0123456789ad',
    },
    sendAt: '2026-03-02T08:00:00.000Z',
    echoId: 'lamp-4711-asked',
  },
  response: ScheduledReply,
  status: 201,
  repeatKey: 'echoId',
  problems: ['not_found', 'conflict', 'unreachable_customer', 'unusable_channel', 'forbidden'],
})

export const rescheduleReply = route({
  method: 'PATCH',
  path: '/scheduled-replies/:id',
  tag,
  summary: 'Send a scheduled reply of your own at another time',
  access: 'thread.write',
  params: IdParams,
  body: z.object({ sendAt: Time, onlyIfUnanswered: z.boolean().optional() }),
  example: { sendAt: '2026-03-02T08:00:00.000Z' },
  response: ScheduledReply,
  status: 200,
  problems: ['not_found', 'forbidden'],
})

export const sendScheduledReply = route({
  method: 'POST',
  path: '/scheduled-replies/:id/sending',
  tag,
  summary: 'Send a scheduled reply of your own now, also when the customer has written',
  access: 'thread.write',
  params: IdParams,
  response: ScheduledReply,
  status: 200,
  problems: ['not_found', 'forbidden'],
})

export const cancelScheduledReply = route({
  method: 'DELETE',
  path: '/scheduled-replies/:id',
  tag,
  summary: 'Cancel a scheduled reply; its author gets back what they need to edit it',
  access: 'thread.write',
  params: IdParams,
  response: z.object({ draft: z.record(z.string(), z.unknown()).nullable() }),
  status: 200,
  problems: ['not_found'],
})
