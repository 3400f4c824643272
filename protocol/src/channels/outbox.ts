import { z } from 'zod'
import { Id, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'

const tag = 'Channels'

export const OutboxMail = z.object({
  id: Id,
  entryId: Id.nullable(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  messageId: z.string(),
  sentAt: Time,
})
export type OutboxMail = z.infer<typeof OutboxMail>

export const listOutbox = route({
  method: 'GET',
  path: '/outbox',
  tag,
  summary: 'Mail kept for reading because no outgoing server is configured',
  access: 'channels.manage',
  ofAllCustomers: true,
  // It is what customers were written.
  alsoNeeds: ['thread.read'],
  query: PageQuery,
  response: pageOf(OutboxMail),
  status: 200,
})
