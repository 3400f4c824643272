import { z } from 'zod'
import { Attributes, humanText, Id, IdParams, Name, pageOf, PageQuery, Time } from './primitives.ts'
import { route } from './route.ts'

/**
 * How sure we are that an address belongs to the customer, weakest first:
 * claimed (typed by somebody), asserted (caller id, handle, a From header), domain-authenticated (aligned DMARC
 * pass), possession-proven (what only its owner can have came back: a code, a link, a token of a mail of ours),
 * host-authenticated (signed by the company's own site).
 */
export const assuranceLevels = [
  'claimed',
  'asserted',
  'domain-authenticated',
  'possession-proven',
  'host-authenticated',
] as const
export const Assurance = z.enum(assuranceLevels)
export type Assurance = z.infer<typeof Assurance>

/** `email`, `phone`, `account`, `handle`, `device`, or another word of the channel that brings it. */
export const IdentityKind = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'a lower-case word such as email or phone')

export const Identity = z
  .object({
    id: Id,
    kind: IdentityKind,
    value: z.string().describe('Normalised: E.164 for phones, lower case for mail addresses.'),
    label: z.string().nullable(),
    assurance: Assurance,
    provenance: z.enum(['inbound', 'staff', 'api', 'import', 'host']),
    shared: z.boolean().describe('Several people use it (a family phone, info@…): it proves nothing about who writes.'),
    blocked: z.boolean().describe('Nothing is received from it or sent to it.'),
    undeliverable: z
      .object({ since: Time, reason: z.string() })
      .nullable()
      .describe('Set by a hard bounce, cleared when the customer writes from it again.'),
    customerId: Id.describe('The record it belongs to, which differs from the canonical one after a merge.'),
    firstSeenAt: Time,
    lastSeenAt: Time,
  })
  .meta({ id: 'Identity' })
export type Identity = z.infer<typeof Identity>

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
    by: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
    mergedAt: Time,
    undoneAt: Time.nullable(),
  })
  .meta({ id: 'Merge' })
export type Merge = z.infer<typeof Merge>

export const Customer = z
  .object({
    id: Id.describe('Always the canonical record.'),
    requestedId: Id.describe('The id that was asked for.'),
    canonicalId: Id,
    displayName: z.string().nullable(),
    attributes: Attributes,
    identities: z.array(Identity),
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
    lastEntryAt: Time.nullable(),
    createdAt: Time,
  })
  .meta({ id: 'CustomerRow' })
export type CustomerRow = z.infer<typeof CustomerRow>

export const NewIdentity = z.object({
  kind: IdentityKind,
  value: humanText(320).trim().min(1),
  label: Name.optional(),
  assurance: Assurance.default('asserted').describe('More than `asserted` needs the permission identities.vouch.'),
  reason: humanText(1000).trim().min(1).optional().describe('How you know that it is theirs, if you vouch for more.'),
})

/** Why two records may be one person: `weight` is in bits, positive for, negative against. */
export const Evidence = z.object({ field: z.string(), agreement: z.string(), weight: z.number() })

export const Suggestion = z
  .object({
    customerId: Id,
    displayName: z.string().nullable(),
    score: z.number().describe('The sum of the weights: 0 is even odds against the base rate.'),
    evidence: z.array(Evidence),
  })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof Suggestion>

const tag = 'Customers'

export const listCustomers = route({
  method: 'GET',
  path: '/customers',
  tag,
  summary: 'Find customers by name, any identity or order number',
  access: 'customers.read',
  query: PageQuery.extend({ query: humanText(500).trim().optional() }),
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
    reason: humanText(1000).trim().min(1).optional().describe('How you know it. Required with `assurance`.'),
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

export const listSuggestions = route({
  method: 'GET',
  path: '/customers/:id/suggestions',
  tag,
  summary: 'Likely duplicates, with score and evidence',
  access: 'customers.read',
  params: IdParams,
  response: z.object({ items: z.array(Suggestion) }),
  status: 200,
  problems: ['not_found'],
})

export const mergeCustomers = route({
  method: 'POST',
  path: '/customers/:id/merges',
  tag,
  summary: 'Say that two records are one person; the first stays canonical',
  access: 'customers.merge',
  params: IdParams,
  body: z.object({ otherCustomerId: Id, reason: humanText(1000).trim().min(1) }),
  example: {
    otherCustomerId: '01941f29-7c00-7aaa-8bbb-0123456789ab',
    reason: 'Robin said on the phone that both addresses are hers.',
  },
  response: Merge,
  status: 201,
  problems: ['not_found', 'already_merged'],
})

export const undoMerge = route({
  method: 'POST',
  path: '/merges/:id/undo',
  tag,
  summary: 'Take a merge back, exactly',
  access: 'customers.merge',
  params: IdParams,
  response: Merge,
  status: 200,
  problems: ['not_found', 'merge_already_undone'],
})
