import { z } from 'zod'
import { IdParams, Time } from '../primitives.ts'
import { route } from '../route.ts'

const tag = 'Thread'

export const getDraft = route({
  method: 'GET',
  path: '/customers/:id/draft',
  tag,
  summary: 'Your own draft on this thread',
  access: 'thread.write',
  params: IdParams,
  response: z.object({ content: z.record(z.string(), z.unknown()).nullable(), updatedAt: Time.nullable() }),
  status: 200,
  problems: ['not_found'],
})

export const putDraft = route({
  method: 'PUT',
  path: '/customers/:id/draft',
  tag,
  summary: 'Keep your own draft; null drops it',
  access: 'thread.write',
  params: IdParams,
  body: z.object({
    content: z.record(z.string(), z.unknown()).nullable(),
    was: z
      .object({ updatedAt: Time.nullable() })
      .optional()
      .describe('The draft that you went on from: where there is another by now, the answer is `conflict`.'),
  }),
  example: { content: { text: 'Your lamp' }, was: { updatedAt: null } },
  response: z.object({ updatedAt: Time.nullable() }),
  status: 200,
  problems: ['not_found', 'conflict'],
})
