import { z } from 'zod'
import { humanText, pageOf, PageQuery } from '../primitives.ts'
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
  response: pageOf(z.object({ entry: Entry, customerName: z.string().nullable(), snippet: z.string() })),
  status: 200,
})
