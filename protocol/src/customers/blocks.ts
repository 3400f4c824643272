import { z } from 'zod'
import { humanText, IdParams } from '../primitives.ts'
import { route } from '../route.ts'
import { Customer } from './customers.ts'

const tag = 'Customers'

export const blockCustomer = route({
  method: 'PUT',
  path: '/customers/:id/block',
  tag,
  summary: 'Block a person on all channels: what they send is set aside, and nothing is sent to them',
  description:
    'It counts for every address they have and for what is added later, by a merge too. Undoing a merge leaves each ' +
    'side as it was said of it. Said again with another reason, it replaces the block; with the same, it changes nothing.',
  access: 'customers.write',
  params: IdParams,
  body: z.object({ reason: humanText(1000).trim().min(1) }),
  example: { reason: 'Threatened a colleague on the phone and by mail.' },
  response: Customer,
  status: 200,
  problems: ['not_found'],
})

export const unblockCustomer = route({
  method: 'DELETE',
  path: '/customers/:id/block',
  tag,
  summary: 'Take the block of a person back; an address that is blocked by itself stays so',
  access: 'customers.write',
  params: IdParams,
  response: Customer,
  status: 200,
  problems: ['not_found'],
})
