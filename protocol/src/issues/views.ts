import { z } from 'zod'
import { Id, IdParams, Name, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { IssueStatus, mostTagsInFilter, Priority, Queue } from './issues.ts'

/** As in the list of issues, by tag. */
const Tags = z.array(Id).max(mostTagsInFilter).default([])

/** Which issues a view shows. An empty list does not narrow anything. */
export const ViewFilter = z.object({
  queue: Queue.default('all').describe('`mine` is the reader, so that a shared view fits everybody.'),
  statuses: z.array(IssueStatus).max(5).default([]).describe('Empty: all but snoozed and resolved.'),
  priorities: z.array(Priority).max(4).default([]),
  ownerId: Id.nullable().default(null),
  teamId: Id.nullable().default(null),
  channelId: Id.nullable().default(null).describe('The channel that was last used on the issue.'),
  followed: z.boolean().default(false).describe('Only those that the reader follows.'),
  unread: z.boolean().default(false).describe('Only those that the reader has not read.'),
  tagsAny: Tags.describe('With at least one of these tags.'),
  tagsAll: Tags.describe('With all of these tags.'),
  tagsNone: Tags.describe('With none of these tags.'),
})
export type ViewFilter = z.infer<typeof ViewFilter>

export const ViewSort = z.enum(['newest', 'oldest'])

export const SavedView = z
  .object({
    id: Id,
    name: z.string(),
    shared: z.boolean().describe('Everybody sees it; else only the person who made it.'),
    staffId: Id,
    filter: ViewFilter,
    sort: ViewSort,
    mayChange: z.boolean().describe('Whether the caller may change or remove it.'),
    createdAt: Time,
  })
  .meta({ id: 'SavedView' })
export type SavedView = z.infer<typeof SavedView>

const tag = 'Issues'

export const listViews = route({
  method: 'GET',
  path: '/views',
  tag,
  summary: 'Saved views of the inbox: your own and the shared ones, by name',
  access: 'issues.read',
  response: z.object({ items: z.array(SavedView) }),
  status: 200,
})

export const countViews = route({
  method: 'GET',
  path: '/views/counts',
  tag,
  summary: 'How many issues each of your views holds; counting stops at `cappedAt`',
  access: 'issues.read',
  response: z.object({ items: z.array(z.object({ id: Id, count: z.number().int() })), cappedAt: z.number().int() }),
  status: 200,
})

export const createView = route({
  method: 'POST',
  path: '/views',
  tag,
  summary: 'Save a filter and an order under a name; a shared view needs `issues.write`',
  access: 'issues.read',
  body: z.object({
    name: Name,
    shared: z.boolean().default(false),
    filter: ViewFilter,
    sort: ViewSort.default('newest'),
  }),
  example: { name: 'Urgent', shared: true, filter: { queue: 'mine', priorities: ['urgent'] } },
  response: SavedView,
  status: 201,
  problems: ['conflict'],
})

export const updateView = route({
  method: 'PATCH',
  path: '/views/:id',
  tag,
  summary: 'Change a view of your own; those who manage staff may change every shared one',
  access: 'issues.read',
  params: IdParams,
  body: z.object({
    name: Name.optional(),
    shared: z.boolean().optional(),
    filter: ViewFilter.optional(),
    sort: ViewSort.optional(),
  }),
  example: { sort: 'oldest' },
  response: SavedView,
  status: 200,
  problems: ['not_found'],
})

export const deleteView = route({
  method: 'DELETE',
  path: '/views/:id',
  tag,
  summary: 'Remove a view; the issues in it stay as they are',
  access: 'issues.read',
  params: IdParams,
  status: 204,
  problems: ['not_found'],
})
