import { z } from 'zod'
import { humanText, IdParams, Name } from '../primitives.ts'
import { route } from '../route.ts'
import { Assurance, Identity, NewIdentity } from './identity.ts'

const tag = 'Customers'

export const attachIdentity = route({
  method: 'POST',
  path: '/customers/:id/identities',
  tag,
  summary: 'Attach an address to a customer',
  access: 'customers.write',
  params: IdParams,
  body: NewIdentity,
  example: { kind: 'phone', value: '+1 202 555 0143', label: 'At work' },
  response: Identity,
  status: 201,
  problems: ['not_found', 'identity_in_use'],
})

export const updateIdentity = route({
  method: 'PATCH',
  path: '/identities/:id',
  tag,
  summary: 'Label an address, mark it shared, block it, or vouch that it is the customer’s',
  description:
    'Vouching (`assurance`) needs the permission identities.vouch and a `reason`, and is in the audit log. Where it ' +
    'would merge two records, it needs customers.merge as well.',
  access: 'customers.write',
  params: IdParams,
  body: z.object({
    label: Name.nullable().optional(),
    shared: z.boolean().optional(),
    blocked: z.boolean().optional(),
    assurance: Assurance.optional().describe('May only rise, and only to what the caller can vouch for.'),
    reason: humanText(1000)
      .trim()
      .min(1)
      .optional()
      .describe('How you know it, required with `assurance`; or why it is blocked.'),
  }),
  example: { assurance: 'possession-proven', reason: 'Robin read out the code that we had sent there.' },
  response: Identity,
  status: 200,
  problems: ['not_found', 'identity_in_use', 'already_merged', 'conflict'],
})

export const detachIdentity = route({
  method: 'DELETE',
  path: '/identities/:id',
  tag,
  summary: 'Detach an address; its entries stay where they are and a later contact from it starts a new customer',
  access: 'customers.write',
  params: IdParams,
  status: 204,
  problems: ['not_found', 'conflict'],
})
