import { z } from 'zod'
import { humanText, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { Entry } from './entry.ts'

const tag = 'Thread'

const SearchWords = humanText(500).trim().min(1)

export const searchEntries = route({
  method: 'GET',
  path: '/search',
  tag,
  summary: 'Words anywhere on any thread, newest first',
  access: 'thread.read',
  query: PageQuery.extend({
    q: SearchWords.optional(),
    query: SearchWords.optional().describe('The former name of `q`, understood for one more release.'),
  }),
  response: pageOf(
    z.object({
      entry: Entry,
      customerName: z.string().nullable(),
      snippet: z.string().describe('A line around the first place where something of the query stands.'),
      highlights: z
        .array(z.object({ start: z.int(), end: z.int() }))
        .describe('What was asked for in the snippet: from `start` up to `end`, in UTF-16 code units.'),
    }),
  ).extend({
    indexedSince: Time.nullable().describe(
      'Until older entries are indexed, after an upgrade: what was recorded before this is not found yet.',
    ),
  }),
  status: 200,
})
