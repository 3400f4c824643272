import { z } from 'zod'
import { humanText, Id, PageQuery, pageOf, Time } from '../primitives.ts'
import { route } from '../route.ts'

const tag = 'Customers'

/** What cannot be part of a domain in any spelling is refused as it stands. */
const Domain = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[^\s/\\!?#%'"<>]+$/u)
const DomainParams = z.object({ domain: Domain })

/** A domain, an address or a person of whom nothing is received. */
export const BlockedSender = z
  .object({
    kind: z.enum(['domain', 'address', 'person']),
    domain: z.string().nullable().describe('Of a domain: it, in ASCII. What is below it is blocked as well.'),
    identity: z.object({ id: Id, kind: z.string(), value: z.string() }).nullable().describe('Of an address: it.'),
    customer: z
      .object({ id: Id, name: z.string().nullable() })
      .nullable()
      .describe('Of an address and a person: the canonical customer.'),
    reason: z.string().nullable().describe('null: nobody gave one.'),
    by: z.object({ id: Id.nullable(), name: z.string() }).nullable().describe('null: an earlier version blocked it.'),
    at: Time.nullable(),
  })
  .meta({ id: 'BlockedSender' })
export type BlockedSender = z.infer<typeof BlockedSender>

export const BlockedDomain = z
  .object({ domain: z.string(), reason: z.string(), by: z.object({ id: Id.nullable(), name: z.string() }), at: Time })
  .meta({ id: 'BlockedDomain' })
export type BlockedDomain = z.infer<typeof BlockedDomain>

export const listBlockedSenders = route({
  method: 'GET',
  path: '/blocked-senders',
  tag,
  summary: 'Blocked domains, addresses or people, newest first',
  access: 'customers.read',
  ofAllCustomers: true,
  query: PageQuery.extend({
    kind: z.enum(['domain', 'address', 'person']),
    query: z.string().trim().max(200).optional().describe('Part of the domain, address, name or reason.'),
  }),
  response: pageOf(BlockedSender),
  status: 200,
  problems: ['invalid_cursor'],
})

export const previewBlockedDomain = route({
  method: 'GET',
  path: '/blocked-domains/:domain/preview',
  tag,
  summary: 'Whom blocking a domain would hit, and whether it can be blocked',
  access: 'channels.manage',
  ofAllCustomers: true,
  params: DomainParams,
  response: z.object({
    domain: z.string().describe('As it would be blocked: lower case, in ASCII.'),
    customers: z.number().int().describe('How many customers have an address there; counting stops at `cappedAt`.'),
    cappedAt: z.number().int(),
    blocked: z.boolean().describe('It is blocked already, by itself or with a domain above it.'),
  }),
  status: 200,
  problems: ['not_found'],
})

export const blockDomain = route({
  method: 'PUT',
  path: '/blocked-domains/:domain',
  tag,
  summary: 'Block a mail domain and all below it: mail from there is set aside, and none is sent there',
  description:
    'Domains of public mail providers, of ours and top-level domains are refused. What is in the quarantine can be ' +
    'released although its domain is blocked. Said again with another reason, it replaces the block. In the audit log.',
  access: 'channels.manage',
  ofAllCustomers: true,
  params: DomainParams,
  body: z.object({ reason: humanText(1000).trim().min(1) }),
  example: { reason: 'Sends advertising from a new address each day.' },
  response: BlockedDomain,
  status: 200,
  problems: ['not_found'],
})

export const unblockDomain = route({
  method: 'DELETE',
  path: '/blocked-domains/:domain',
  tag,
  summary: 'Take the block of a domain back; an address or a person that is blocked stays so',
  access: 'channels.manage',
  ofAllCustomers: true,
  params: DomainParams,
  status: 204,
  problems: ['not_found'],
})
