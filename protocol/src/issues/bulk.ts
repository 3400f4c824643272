import { z } from 'zod'
import { Id, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { Words } from '../words.ts'
import { Issue, Priority, SeenIssue } from './issues.ts'
import { TagChange } from './tagging.ts'

/** The same for every issue that is named. */
export const BulkChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('assign'),
    ownerId: Id.nullable().optional().describe('null for nobody; left out: as before.'),
    teamId: Id.nullable().optional().describe('null for none; left out: as before.'),
  }),
  z.object({ kind: z.literal('priority'), priority: Priority }),
  TagChange.extend({ kind: z.literal('tags') }),
  z.object({ kind: z.literal('close') }),
  z.object({ kind: z.literal('reopen') }),
  z.object({ kind: z.literal('trash') }),
  z.object({ kind: z.literal('restore') }),
  z.object({ kind: z.literal('snooze'), until: Time }),
])
export type BulkChange = z.infer<typeof BulkChange>

export const mostInBulk = 500

export const BulkResult = z.object({
  id: Id,
  outcome: z
    .enum(['changed', 'unchanged', 'refused'])
    .describe('`unchanged`: it stood so already. `refused`: it is as it was, and `problem` says why.'),
  issue: Issue.nullable().describe('As it is now; null where it was refused.'),
  problem: z.object({ code: z.string(), detail: z.string(), words: z.array(Words) }).nullable(),
})
export type BulkResult = z.infer<typeof BulkResult>

export const changeIssues = route({
  method: 'POST',
  path: '/issues/bulk',
  tag: 'Issues',
  summary: `Make the same change to up to ${mostInBulk} issues; each by itself, so that one that is refused stops no other`,
  access: 'issues.write',
  body: z.object({
    ids: z.array(Id).min(1).max(mostInBulk),
    change: BulkChange,
    was: z
      .record(Id, SeenIssue)
      .optional()
      .describe('By id, what you saw of it: an issue of which that is another by now is refused with `conflict`.'),
  }),
  example: { ids: ['01941f29-7c00-7aaa-8bbb-0123456789ab'], change: { kind: 'priority', priority: 'high' } },
  response: z.object({ items: z.array(BulkResult).describe('In the order of `ids`, each once.') }),
  status: 200,
  problems: ['not_found'],
})
