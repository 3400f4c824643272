import { Words } from '../words.ts'
import { z } from 'zod'
import { Attributes, humanText, Id, IdParams, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { Author } from '../timeline/author.ts'
import { EntryKind } from '../timeline/entry.ts'
import { TagBrief } from '../tags/tags.ts'
import { Reads } from './reads.ts'

export const issueStatuses = ['open', 'waiting_on_us', 'waiting_on_customer', 'snoozed', 'resolved'] as const

/**
 * open: new, nobody has answered yet. waiting_on_us: the customer spoke last. waiting_on_customer: we spoke last. These
 * five are the states everywhere: in lists, figures and events. `active` is no state but a name for the first three.
 */
export const IssueStatus = z.enum(issueStatuses)
export type IssueStatus = z.infer<typeof IssueStatus>

export const Priority = z.enum(['low', 'normal', 'high', 'urgent'])
export type Priority = z.infer<typeof Priority>

export const Issue = z
  .object({
    id: Id,
    number: z.number().int().describe('A short name for people.'),
    customerId: Id.describe('The canonical customer.'),
    customerName: z.string().nullable(),
    isVisitor: z.boolean().optional().describe('Nothing but a browser is known of the customer.'),
    visitorPage: z
      .string()
      .optional()
      .describe('Of a visitor without a name: the page on which they last wrote, as the page says.'),
    customerSuspect: z
      .boolean()
      .optional()
      .describe(
        'Nothing of the customer is verified, and an address that they named is verified on another: they may be ' +
          'somebody else than they say.',
      ),
    spam: z.boolean().optional().describe('A person marked it as spam; only the list of spam shows it.'),
    trashed: z
      .object({ at: Time, by: Author.nullable() })
      .optional()
      .describe('It is in the trash, since when and by whom; only the list of the trash shows it.'),
    subject: z.string(),
    topic: z.string().nullable(),
    status: IssueStatus,
    priority: Priority,
    ownerId: Id.nullable(),
    ownerName: z.string().nullable(),
    teamId: Id.nullable(),
    tags: z.array(TagBrief).describe('By name.'),
    followerIds: z.array(Id).describe('Members of staff who follow it.'),
    customFields: Attributes,
    firstChannel: z.object({ id: Id, kind: z.string(), name: z.string() }).nullable(),
    currentChannel: z.object({ id: Id, kind: z.string(), name: z.string() }).nullable(),
    openedAt: Time,
    firstContactAt: Time.nullable(),
    lastContactAt: Time.nullable(),
    lastActivityAt: Time,
    waitingSince: Time.nullable().describe(
      'Since when the customer has waited for our answer; null while it is not our turn.',
    ),
    lastText: z.string().describe('The beginning of the newest message, for lists.'),
    snoozedUntil: Time.nullable(),
    resolvedAt: Time.nullable(),
    resolvedBy: Author.nullable(),
    reopenCount: z.number().int(),
    mergedIntoId: Id.nullable(),
    likelyIssueId: Id.nullable().describe('An older issue that this one may continue, for staff to join in one step.'),
    likelyReason: z.string().nullable(),
    likelyWords: z.array(Words).describe('`likelyReason` as codes; empty when an older version wrote it.'),
    version: z.number().int().describe('Rises with every change; a later one replaces an earlier one.'),
  })
  .meta({ id: 'Issue' })
export type Issue = z.infer<typeof Issue>

/** mine: owned by the caller. unassigned: nobody's. all: everybody's. */
export const Queue = z.enum(['mine', 'unassigned', 'all'])

/** A filter names this many tags of each kind at most. */
export const mostTagsInFilter = 50

const tag = 'Issues'

/** Ids, separated by commas. */
export const IdList = z
  .string()
  .min(1)
  .max(37 * mostTagsInFilter)
  .transform((text) => text.split(','))
  .pipe(z.array(Id).max(mostTagsInFilter))

/** What narrows a list of issues, and the figures about it. */
const narrowing = {
  spam: z
    .enum(['without', 'only', 'any'])
    .optional()
    .describe('Issues that were marked as spam. Left out: `any` of one customer or by number, else `without`.'),
  trash: z
    .enum(['without', 'only', 'any'])
    .optional()
    .describe(
      'Issues that are in the trash. Left out: `without`. With `only`, `status` may be left out or name `resolved`.',
    ),
  status: z
    .string()
    .optional()
    .describe('One or more of the statuses, separated by commas; `active` stands for all but snoozed and resolved.'),
  ownerId: Id.optional(),
  teamId: Id.optional(),
  channelId: Id.optional().describe('The channel that was last used on the issue.'),
  priority: z.string().optional().describe('One or more of the priorities, separated by commas.'),
  followed: z.enum(['true']).optional().describe('Only those that you follow.'),
  tagsAny: IdList.optional().describe('Ids of tags, separated by commas: issues with at least one of them.'),
  tagsAll: IdList.optional().describe('Ids of tags, separated by commas: issues with all of them.'),
  tagsNone: IdList.optional().describe('Ids of tags, separated by commas: issues with none of them.'),
}

export const listIssues = route({
  method: 'GET',
  path: '/issues',
  tag,
  summary: 'The inbox',
  access: 'issues.read',
  query: PageQuery.extend({
    ...narrowing,
    customerId: Id.optional(),
    number: z.coerce
      .number()
      .int()
      .min(1)
      .max(Number.MAX_SAFE_INTEGER)
      .optional()
      .describe('The one with this number.'),
    queue: Queue.default('all'),
    unread: z.enum(['true']).optional().describe('Only those that you have not read.'),
    sort: z.enum(['newest', 'oldest']).default('newest').describe('By last activity.'),
  }),
  response: pageOf(Issue).extend({
    reads: Reads,
    draftsOf: z.array(Id).describe('Customers of this page to whom you have begun to write.'),
    streamCursor: z.string(),
  }),
  status: 200,
  problems: ['invalid_cursor', 'not_found'],
})

export const countIssues = route({
  method: 'GET',
  path: '/issues/counts',
  tag,
  summary: 'How many issues each queue lists under a filter; counting stops at `cappedAt`',
  access: 'issues.read',
  query: z.object({ ...narrowing, status: narrowing.status.describe('As in the list; left out: `active`.') }),
  response: z.object({
    mine: z.number().int(),
    unassigned: z.number().int(),
    all: z.number().int(),
    snoozed: z.number().int().describe('Snoozed ones, whatever `status` says.'),
    unread: z.number().int().describe('Of `mine`, those that you have not read.'),
    cappedAt: z.number().int(),
  }),
  status: 200,
})

export const getIssue = route({
  method: 'GET',
  path: '/issues/:id',
  tag,
  summary: 'One issue; a merged one answers with where it went in `mergedIntoId`',
  access: 'issues.read',
  params: IdParams,
  response: Issue,
  status: 200,
  problems: ['not_found'],
})

/** What the caller saw of what they change. */
export const SeenIssue = z
  .object({
    subject: z.string(),
    topic: z.string().nullable(),
    priority: Priority,
    ownerId: Id.nullable(),
    teamId: Id.nullable(),
    status: IssueStatus,
    snoozedUntil: Time.nullable(),
    spam: z.boolean(),
  })
  .partial()
  .optional()
  .describe('What you saw: where it is another by now, nothing is changed and the answer is `conflict`.')

export const updateIssue = route({
  method: 'PATCH',
  path: '/issues/:id',
  tag,
  summary: 'Change what an issue is about or who has it',
  access: 'issues.write',
  params: IdParams,
  body: z.object({
    subject: humanText(500).trim().min(1).optional(),
    topic: humanText(200).trim().nullable().optional(),
    priority: Priority.optional(),
    ownerId: Id.nullable().optional(),
    teamId: Id.nullable().optional(),
    customFields: Attributes.optional(),
    was: SeenIssue,
  }),
  example: { priority: 'high', topic: 'delivery', was: { priority: 'normal' } },
  response: Issue,
  status: 200,
  problems: ['not_found', 'conflict'],
})

export const closeIssue = route({
  method: 'POST',
  path: '/issues/:id/closure',
  tag,
  summary: 'Resolve an issue',
  access: 'issues.write',
  params: IdParams,
  body: z.object({ reason: humanText(1000).optional() }).default({}),
  example: { reason: 'The lamp arrived.' },
  response: Issue,
  status: 200,
  problems: ['not_found', 'issue_not_open', 'conflict'],
})

export const reopenIssue = route({
  method: 'POST',
  path: '/issues/:id/reopening',
  tag,
  summary: 'Reopen a resolved or snoozed issue',
  access: 'issues.write',
  params: IdParams,
  body: z.object({ reason: humanText(1000).optional() }).default({}),
  example: { reason: 'The lamp broke again.' },
  response: Issue,
  status: 200,
  problems: ['not_found', 'conflict'],
})

export const snoozeIssue = route({
  method: 'POST',
  path: '/issues/:id/snooze',
  tag,
  summary: 'Hide an issue until a time, or until the customer writes',
  access: 'issues.write',
  params: IdParams,
  body: z.object({ until: Time }),
  example: { until: '2026-03-02T08:00:00.000Z' },
  response: Issue,
  status: 200,
  problems: ['not_found', 'issue_not_open', 'conflict'],
})

export const assignIssue = route({
  method: 'POST',
  path: '/issues/:id/assignment',
  tag,
  summary: 'Give an issue to a person or a team; null for nobody',
  access: 'issues.write',
  params: IdParams,
  body: z.object({ ownerId: Id.nullable().optional(), teamId: Id.nullable().optional(), was: SeenIssue }),
  example: { ownerId: '01941f29-7c00-7aaa-8bbb-0123456789ab' },
  response: Issue,
  status: 200,
  problems: ['not_found', 'conflict'],
})

export const mergeIssues = route({
  method: 'POST',
  path: '/issues/:id/merges',
  tag,
  summary: 'Say that two issues of one customer are one problem; the first stays',
  access: 'issues.write',
  params: IdParams,
  body: z.object({ otherIssueId: Id, reason: humanText(1000).default('') }),
  example: { otherIssueId: '01941f29-7c00-7aaa-8bbb-0123456789ab', reason: 'Both are about order 4711.' },
  response: Issue,
  status: 201,
  problems: ['not_found', 'conflict', 'already_merged'],
})

/** Something that we did for the customer before: said, decided, acted, handed over. */
export const EarlierStep = z
  .object({
    entryId: Id,
    issue: z.object({ id: Id, number: z.number().int(), subject: z.string() }),
    why: z.string().nullable().describe('Why another issue is like this one; null for steps on this one.'),
    whyWords: z.array(Words).describe('`why` as codes.'),
    kind: EntryKind,
    author: Author,
    text: z.string().describe('Its beginning.'),
    at: Time,
  })
  .meta({ id: 'EarlierStep' })
export type EarlierStep = z.infer<typeof EarlierStep>

export const listEarlierSteps = route({
  method: 'GET',
  path: '/issues/:id/earlier-steps',
  tag,
  summary: 'What was tried before on this issue and on like issues of the same customer, newest first',
  access: 'thread.read',
  params: IdParams,
  response: z.object({ items: z.array(EarlierStep) }),
  status: 200,
  problems: ['not_found'],
})
