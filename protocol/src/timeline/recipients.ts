import { z } from 'zod'
import { humanText, Id } from '../primitives.ts'
import { route } from '../route.ts'

export const findRecipient = route({
  method: 'POST',
  path: '/recipients',
  tag: 'Thread',
  summary: 'The customer whom a mail address belongs to, so that they can be written to; a new one where nobody has it',
  access: 'thread.write',
  body: z.object({ email: humanText(320).trim().min(1) }),
  example: { email: 'robin@example.com' },
  response: z.object({
    customerId: Id,
    identityId: Id.describe('The address, for `POST /customers/{id}/entries`.'),
    isNew: z.boolean().describe('Nobody had it: the customer was added, with the address as an unverified one.'),
  }),
  status: 200,
  problems: ['identity_in_use', 'unusable_channel'],
})
