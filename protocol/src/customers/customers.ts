import { Words } from '../words.ts'
import { z } from 'zod'
import { Attributes, humanText, Id, IdParams, Name, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { Assurance, Identity, IdentityKind, NewIdentity } from './identity.ts'

export const IssueBrief = z.object({
  id: Id,
  number: z.number().int(),
  subject: z.string(),
  status: z.string(),
  lastActivityAt: Time,
})

export const Merge = z
  .object({
    id: Id,
    customerId: Id.describe('The record that stayed canonical.'),
    otherCustomerId: Id,
    otherDisplayName: z.string().nullable(),
    reason: z.string(),
    words: z.array(Words).describe('`reason` as codes; empty when a person wrote it.'),
    by: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
    mergedAt: Time,
    undoneAt: Time.nullable(),
  })
  .meta({ id: 'Merge' })
export type Merge = z.infer<typeof Merge>

export const Block = z
  .object({
    at: Time,
    by: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
    reason: z.string(),
  })
  .meta({ id: 'Block' })
export type Block = z.infer<typeof Block>

const blockOfPerson = Block.nullable().describe('Set while the person is blocked: by whom, since when and why.')

export const Customer = z
  .object({
    id: Id.describe('Always the canonical record.'),
    requestedId: Id.describe('The id that was asked for.'),
    canonicalId: Id,
    displayName: z.string().nullable(),
    attributes: Attributes,
    identities: z.array(Identity),
    block: blockOfPerson,
    openIssues: z.array(IssueBrief),
    merges: z.array(Merge).describe('Newest first, undone ones included.'),
    entryCount: z.number().int(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Customer' })
export type Customer = z.infer<typeof Customer>

export const CustomerRow = z
  .object({
    id: Id,
    displayName: z.string().nullable(),
    identities: z.array(z.object({ kind: IdentityKind, value: z.string(), assurance: Assurance })),
    block: blockOfPerson,
    lastEntryAt: Time.nullable(),
    createdAt: Time,
  })
  .meta({ id: 'CustomerRow' })
export type CustomerRow = z.infer<typeof CustomerRow>

const tag = 'Customers'

export const listCustomers = route({
  method: 'GET',
  path: '/customers',
  tag,
  summary: 'Find customers by name, any identity or order number',
  access: 'customers.read',
  query: PageQuery.extend({
    query: humanText(500).trim().optional(),
    blocked: z.enum(['true']).optional().describe('Only people who are blocked.'),
  }),
  response: pageOf(CustomerRow),
  status: 200,
})

export const createCustomer = route({
  method: 'POST',
  path: '/customers',
  tag,
  summary: 'Add a customer',
  access: 'customers.write',
  body: z.object({
    displayName: Name.optional(),
    identities: z.array(NewIdentity).max(50).default([]),
    attributes: Attributes.default({}),
  }),
  example: {
    displayName: 'Robin Vale',
    identities: [
      { kind: 'email', value: 'robin@example.com' },
      { kind: 'phone', value: '+1 202 555 0143' },
    ],
    attributes: { tier: 'gold', orders: ['4711', '4712'] },
  },
  response: Customer,
  status: 201,
  problems: ['identity_in_use'],
})

export const getCustomer = route({
  method: 'GET',
  path: '/customers/:id',
  tag,
  summary: 'One customer; a merged id answers with the canonical record',
  access: 'customers.read',
  params: IdParams,
  response: Customer,
  status: 200,
  problems: ['not_found'],
})

export const updateCustomer = route({
  method: 'PATCH',
  path: '/customers/:id',
  tag,
  summary: 'Change name or attributes; an attribute set to null is removed',
  access: 'customers.write',
  params: IdParams,
  body: z.object({
    displayName: Name.nullable().optional(),
    attributes: Attributes.optional(),
    was: z
      .object({
        displayName: z.string().nullable(),
        attributes: Attributes.describe('Only those that you change; null for one that was not there.'),
      })
      .partial()
      .optional()
      .describe('What you saw: where it is another by now, nothing is changed and the answer is `conflict`.'),
  }),
  example: { displayName: 'Robin Vale', attributes: { tier: null }, was: { displayName: 'Robin' } },
  response: Customer,
  status: 200,
  problems: ['not_found', 'conflict'],
})
