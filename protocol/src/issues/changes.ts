import { z } from 'zod'
import { Id, IdParams, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { IssueStatus, Priority } from './issues.ts'

/** What the history of an issue keeps of it. */
export const IssueFacts = z.object({
  status: IssueStatus,
  ownerId: Id.nullable(),
  teamId: Id.nullable(),
  topic: z.string().nullable(),
  priority: Priority,
  subject: z.string(),
  mergedIntoId: Id.nullable(),
  tagIds: z.array(Id),
})
export type IssueFacts = z.infer<typeof IssueFacts>

export const ChangedBy = z.object({
  kind: z
    .enum(['customer', 'staff', 'assistant', 'program', 'system', 'rule', 'timer', 'unknown'])
    .describe(
      '`staff` is a person, `program` an API token. `timer`: its time had come. `unknown`: from before history was kept, or written by an older version.',
    ),
  id: z.string().nullable(),
  name: z.string(),
})
export type ChangedBy = z.infer<typeof ChangedBy>

export const IssueChange = z
  .object({
    seq: z
      .number()
      .int()
      .describe(
        'Place in the history of the issue: 1, 2, 3 … without a gap. 0, −1, … come first: read from the thread for the time before history was kept.',
      ),
    at: Time,
    by: ChangedBy,
    from: IssueFacts.partial().nullable().describe('What changed, as it was before; null: the issue was opened.'),
    to: IssueFacts.partial().describe(
      'The same fields, as they were from then on; all of them when the issue was opened.',
    ),
    copiedFromId: Id.optional().describe(
      'The issue that it was split from when a merge of customers was taken back: its history is what happened before.',
    ),
  })
  .meta({ id: 'IssueChange' })
export type IssueChange = z.infer<typeof IssueChange>

export const listIssueChanges = route({
  method: 'GET',
  path: '/issues/:id/changes',
  tag: 'Issues',
  summary: 'The history of an issue, oldest first: status, owner, team, topic, priority, subject, by whom and when',
  access: 'issues.read',
  params: IdParams,
  query: PageQuery,
  response: pageOf(IssueChange),
  status: 200,
  problems: ['not_found', 'invalid_cursor'],
})
