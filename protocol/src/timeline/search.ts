import { z } from 'zod'
import { IdList, IssueStatus } from '../issues/issues.ts'
import { humanText, Id, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { Entry } from './entry.ts'

const tag = 'Thread'

const SearchWords = humanText(500).trim().min(1)

const FoundIssue = z.object({ id: Id, number: z.int(), subject: z.string(), status: IssueStatus })
export type FoundIssue = z.infer<typeof FoundIssue>

const FoundEntry = z.object({
  entry: Entry,
  customerName: z.string().nullable(),
  issue: FoundIssue.nullable().describe('Null where there is none, and without `issues.read`.'),
  snippet: z.string().describe('A line around the first place where something of the query stands.'),
  highlights: z
    .array(z.object({ start: z.int(), end: z.int() }))
    .describe('What was asked for in the snippet: from `start` up to `end`, in UTF-16 code units.'),
})
export type FoundEntry = z.infer<typeof FoundEntry>

export const searchEntries = route({
  method: 'GET',
  path: '/search',
  tag,
  summary: 'Words anywhere on any thread, newest first',
  access: 'thread.read',
  query: PageQuery.extend({
    q: SearchWords.optional(),
    query: SearchWords.optional().describe('The former name of `q`, understood for one more release.'),
    tagsAny: IdList.optional().describe(
      'Ids of tags, separated by commas: only what belongs to an issue with at least one of them. Needs `issues.read`.',
    ),
    tagsAll: IdList.optional().describe('The same: to an issue with all of them.'),
    tagsNone: IdList.optional().describe('The same: to an issue with none of them.'),
  }),
  response: pageOf(FoundEntry).extend({
    indexedSince: Time.nullable().describe(
      'Until older entries are indexed, after an upgrade: what was recorded before this is not found yet.',
    ),
  }),
  status: 200,
  problems: ['forbidden'],
})
