import { z } from 'zod'
import { Id, IdParams, Time } from '../primitives.ts'
import { route } from '../route.ts'

/**
 * How far one person has read an issue. It is unread for them when `markedUnread`, or when the customer has written
 * (`lastContactAt`) after `upTo`, or, where that is null, after `since` of `Reads`.
 */
export const IssueRead = z
  .object({
    issueId: Id,
    upTo: Time.nullable().describe('`lastContactAt` of the issue as it was seen; null: the customer had not written.'),
    markedUnread: z.boolean().describe('Said by hand; it ends when the issue is read again.'),
    at: Time.describe('When this was said: of two, the later one counts.'),
  })
  .meta({ id: 'IssueRead' })
export type IssueRead = z.infer<typeof IssueRead>

/** Of the issues of one page. An issue that is not named was never opened by the caller. */
export const Reads = z.object({
  since: Time.nullable().describe(
    'What customers wrote before is not unread for the caller; null for a program, which has nothing to read.',
  ),
  items: z.array(IssueRead),
})
export type Reads = z.infer<typeof Reads>

const tag = 'Issues'

export const readIssue = route({
  method: 'PUT',
  path: '/issues/:id/reading',
  tag,
  summary: 'You have read an issue up to here; your other tabs and devices show it',
  access: 'issues.read',
  params: IdParams,
  body: z.object({
    upTo: Time.nullable().describe('`lastContactAt` as you saw it: what came since stays unread.'),
  }),
  example: { upTo: '2026-03-02T08:00:00.000Z' },
  response: IssueRead,
  status: 200,
  problems: ['not_found'],
})

export const markIssueUnread = route({
  method: 'DELETE',
  path: '/issues/:id/reading',
  tag,
  summary: 'Mark an issue as unread for yourself',
  access: 'issues.read',
  params: IdParams,
  response: IssueRead,
  status: 200,
  problems: ['not_found'],
})
