import { fieldWords } from '../http/field-words.ts'
import { asMessage } from '../words.ts'
import { z } from 'zod'
import { Id, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { NotificationKind } from '../staff/preferences.ts'
import { Author } from '../timeline/author.ts'

/** One notification. It points to where it happened; words and names are read there, at the time of asking. */
export const Notification = z
  .object({
    id: Id,
    kind: NotificationKind,
    at: Time,
    readAt: Time.nullable(),
    customerId: Id.nullable().describe('The canonical customer; null for the kinds that have a `notice`.'),
    customerName: z.string().nullable(),
    issue: z.object({ id: Id, number: z.number().int(), subject: z.string() }).nullable(),
    entryId: Id.nullable(),
    by: Author.nullable(),
    notice: z
      .object({
        since: Time,
        count: z.number().int().describe('Failed sign-ins, when it was noticed; 0 for a flood.'),
        addresses: z.number().int(),
        subjectId: Id.nullable().describe('The account or the channel; null for an address that tries accounts.'),
        name: z.string().nullable().describe('Of the account, while you may read the audit log.'),
      })
      .nullable()
      .describe('Of attacks only.'),
    count: z.number().int().describe('How many answers it stands for.'),
    text: z.string().describe('The beginning of what was said.'),
  })
  .meta({ id: 'Notification' })
export type Notification = z.infer<typeof Notification>

const tag = 'Notifications'

export const listNotifications = route({
  method: 'GET',
  path: '/notifications',
  tag,
  summary: 'Your notifications, newest first; a token has none',
  access: 'signed-in',
  query: PageQuery,
  response: pageOf(Notification).extend({
    unread: z.number().int().describe('Of all of them; counting stops at 100.'),
    streamCursor: z.string(),
  }),
  status: 200,
  problems: ['invalid_cursor'],
})

export const readNotifications = route({
  method: 'POST',
  path: '/notifications/reading',
  tag,
  summary: 'Mark some as read, or all that are about an issue, or all',
  access: 'signed-in',
  body: z
    .object({
      ids: z.array(Id).max(500).optional(),
      issueId: Id.optional(),
      all: z.literal(true).optional(),
    })
    .refine(
      ({ ids, issueId, all }) => [ids, issueId, all].filter((given) => given !== undefined).length === 1,
      asMessage(fieldWords.one_of_three()),
    ),
  example: { all: true },
  response: z.object({ unread: z.number().int() }),
  status: 200,
})
