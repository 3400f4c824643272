import { z } from 'zod'
import { IdParams } from '../primitives.ts'
import { route } from '../route.ts'
import { Flood } from './flood.ts'

export const listFloods = route({
  method: 'GET',
  path: '/channels/:id/floods',
  tag: 'Channels',
  summary: 'What a web chat refused within the last day because too much came from too few networks',
  access: 'channels.read',
  params: IdParams,
  response: z.object({ items: z.array(Flood) }),
  status: 200,
  problems: ['not_found'],
})
