import { Words } from '../words.ts'
import { fieldWords } from '../http/field-words.ts'
import { asMessage } from '../words.ts'
import { z } from 'zod'
import { humanText, Id, Name, Time } from '../primitives.ts'

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
export const IdentityKind = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, asMessage(fieldWords.identity_kind()))

export const Identity = z
  .object({
    id: Id,
    kind: IdentityKind,
    value: z.string().describe('Normalised: E.164 for phones, lower case for mail addresses.'),
    label: z.string().nullable(),
    assurance: Assurance,
    provenance: z.enum(['inbound', 'staff', 'api', 'import', 'host']),
    shared: z.boolean().describe('Several people use it (a family phone, info@…): it proves nothing about who writes.'),
    blocked: z
      .boolean()
      .describe('Nothing is received from it or sent to it. A block of the person is `block` of the customer.'),
    undeliverable: z
      .object({
        since: Time,
        reason: z.string(),
        words: z.array(Words).describe('`reason` as codes, where it has any.'),
      })
      .nullable()
      .describe('Set by a hard bounce, cleared when the customer writes from it again.'),
    customerId: Id.describe('The record it belongs to, which differs from the canonical one after a merge.'),
    firstSeenAt: Time,
    lastSeenAt: Time,
  })
  .meta({ id: 'Identity' })
export type Identity = z.infer<typeof Identity>

export const NewIdentity = z.object({
  kind: IdentityKind,
  value: humanText(320).trim().min(1),
  label: Name.optional(),
  assurance: Assurance.default('asserted').describe('More than `asserted` needs the permission identities.vouch.'),
  reason: humanText(1000).trim().min(1).optional().describe('How you know that it is theirs, if you vouch for more.'),
})
