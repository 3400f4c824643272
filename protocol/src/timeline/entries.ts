import { z } from 'zod'
import { Cursor, humanText, Id, IdParams, pageOf, PageQuery } from '../primitives.ts'
import { route } from '../route.ts'
import { Entry } from './entry.ts'

const tag = 'Thread'

export const getThread = route({
  method: 'GET',
  path: '/customers/:id/thread',
  tag,
  summary: 'The canonical thread, oldest or newest first',
  access: 'thread.read',
  params: IdParams,
  query: PageQuery.extend({ order: z.enum(['asc', 'desc']).default('asc') }),
  response: pageOf(Entry).extend({
    streamCursor: Cursor.describe(
      'Where to subscribe to `thread:<customerId>` so that nothing after this page is missed.',
    ),
  }),
  status: 200,
  problems: ['not_found', 'invalid_cursor'],
})

export const getEntry = route({
  method: 'GET',
  path: '/entries/:id',
  tag,
  summary: 'One entry',
  access: 'thread.read',
  params: IdParams,
  response: Entry,
  status: 200,
  problems: ['not_found'],
})

export const getEntryHtml = route({
  method: 'GET',
  path: '/entries/:id/html',
  tag,
  summary: 'The HTML body of a mail, sanitised for a sandboxed frame; remote content is named, not fetched',
  access: 'thread.read',
  params: IdParams,
  query: z.object({
    pictures: z
      .literal('shown')
      .optional()
      .describe('Remote pictures come through us, from `/entries/:id/pictures/:key`; those that only track stay out'),
  }),
  response: z.object({
    html: z.string(),
    quotedHtml: z.string().describe('The quoted part, apart, so that it can be folded.'),
    remote: z.array(z.object({ kind: z.string(), url: z.string() })),
  }),
  status: 200,
  problems: ['not_found', 'upstream_failed'],
})

export const getEntryPicture = route({
  method: 'GET',
  path: '/entries/:id/pictures/:key',
  tag,
  summary: 'A remote picture that a mail shows, fetched by us: without cookies, referrer or the address of the reader',
  access: 'thread.read',
  params: IdParams.extend({ key: z.string().regex(/^[\w-]{43}$/) }),
  status: 200,
  problems: ['not_found', 'upstream_failed'],
})

export const moveEntry = route({
  method: 'POST',
  path: '/entries/:id/move',
  tag,
  summary: 'Move an entry to another issue of the same customer, or to a new one',
  access: 'issues.write',
  params: IdParams,
  body: z.object({
    issueId: Id.nullable().describe('null opens a new issue for it.'),
    reason: humanText(1000).default(''),
  }),
  example: { issueId: null, reason: 'It is about another order.' },
  response: Entry,
  status: 200,
  problems: ['not_found', 'conflict'],
})
