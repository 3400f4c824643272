import { z } from 'zod'
import { Id, Time } from '../primitives.ts'
import { IdentityKind } from '../customers/identity.ts'

export const ConsentPurpose = z
  .enum(['service', 'proactive'])
  .describe('`service`: answers, and what they need to know; `proactive`: what nobody has asked for, such as offers.')
export type ConsentPurpose = z.infer<typeof ConsentPurpose>

/** Channels of one medium fall silent together: each number of ours by which SMS leave is `sms`. */
export const ConsentMedium = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/)
  .describe('The way of writing, such as `sms`, `whatsapp` or `email`.')

/** One thing that was said. It is never changed: what is said later comes after it. */
export const Consent = z
  .object({
    id: Id,
    purpose: ConsentPurpose,
    medium: ConsentMedium.nullable().describe('Null: every way to the address.'),
    isGiven: z.boolean().describe('False: no more messages for this purpose.'),
    source: z
      .enum(['customer', 'provider', 'staff', 'api', 'import'])
      .describe('`customer`: by a word such as STOP; `provider`: the provider says so.'),
    wording: z.string().describe('What the customer wrote, pressed or said, as far as it is known.'),
    reason: z.string().nullable().describe('How staff or a program know it.'),
    by: z
      .object({ kind: z.string(), id: z.string().nullable(), name: z.string() })
      .nullable()
      .describe('Who recorded it; null where it came in by a channel.'),
    proof: z.object({
      entryId: Id.nullable().describe('The entry on the thread.'),
      inboundId: Id.nullable().describe('What came in by the channel.'),
    }),
    occurredAt: Time,
    recordedAt: Time,
  })
  .meta({ id: 'Consent' })
export type Consent = z.infer<typeof Consent>

/** What may be sent to one address of the customer. */
export const AddressConsents = z
  .object({
    identity: z.object({ id: Id, kind: IdentityKind, value: z.string() }),
    service: z
      .enum(['unsaid', 'given', 'withdrawn', 'partly_withdrawn'])
      .describe('`unsaid`: answers may be sent. `partly_withdrawn`: on some ways only, see `current`.'),
    proactive: z
      .enum(['unsaid', 'given', 'withdrawn'])
      .describe('`unsaid`: nothing of the kind is sent. Who withdraws `service` anywhere has withdrawn this as well.'),
    current: z.array(Consent).describe('What decides today: the last word on each way, and of `proactive`.'),
    history: z.array(Consent).describe('The newest first, at most 50.'),
  })
  .meta({ id: 'AddressConsents' })
export type AddressConsents = z.infer<typeof AddressConsents>
