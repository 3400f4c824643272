import { z } from 'zod'
import { Change } from '../events.ts'
import { Cursor, PageQuery } from '../primitives.ts'
import { route } from '../route.ts'

export const listChanges = route({
  method: 'GET',
  path: '/changes',
  tag: 'Changes',
  summary: 'The global feed: everything that happened, at least once, in commit order',
  description:
    'Keep `nextCursor` and come back with it. It is never null: at the end of the feed it waits there. Events about ' +
    'entries carry the entry as it is now, for callers who have `thread.read`.',
  access: 'changes.read',
  query: PageQuery,
  response: z.object({ items: z.array(Change), nextCursor: Cursor }),
  status: 200,
  problems: ['invalid_cursor', 'gone'],
})

export const FeedLag = z
  .object({
    late: z.boolean().describe('It has waited for longer than ten seconds.'),
    seconds: z.number().describe('Age of the oldest event that may not be read yet; 0: none waits.'),
    events: z.number().int().describe('How many wait, up to 100,000.'),
    holder: z
      .object({
        pid: z.number().int().nullable().describe('Of the session in the database; null: a prepared transaction.'),
        ageSeconds: z.number().nullable().describe('How long it has been open; null: our role may not see it.'),
        state: z.string().describe('As `pg_stat_activity` has it, or `prepared`.'),
        user: z.string().nullable(),
        application: z.string().nullable(),
        query: z.string().nullable().describe('The beginning of its last statement. It may hold what people wrote.'),
      })
      .nullable()
      .describe('The oldest transaction that may still write an event.'),
  })
  .meta({ id: 'FeedLag' })

export const getFeedLag = route({
  method: 'GET',
  path: '/changes/lag',
  tag: 'Changes',
  summary: 'Whether an open transaction holds up the feed, and whose it is',
  description:
    'Webhooks, the search index and what follows from events wait while it is open. Threads on screens do not.',
  access: 'operation.read',
  response: FeedLag,
  status: 200,
})
