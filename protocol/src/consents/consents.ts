import { z } from 'zod'
import { humanText, Id, IdParams, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { AddressConsents, ConsentMedium, ConsentPurpose } from './consent.ts'

export * from './consent.ts'

const tag = 'Customers'

export const listConsents = route({
  method: 'GET',
  path: '/customers/:id/consents',
  tag,
  summary: 'What may be sent to each address of a customer, and who said so',
  access: 'customers.read',
  params: IdParams,
  response: z.object({ items: z.array(AddressConsents) }),
  status: 200,
  problems: ['not_found'],
})

export const recordConsent = route({
  method: 'POST',
  path: '/customers/:id/consents',
  tag,
  summary: 'Record that a customer wants no more messages at an address, or wants them again',
  description:
    'It holds for the address, also where others use it or have it later. What counts is what was said last, by ' +
    '`occurredAt`. It is on the thread and in the audit log.',
  access: 'customers.write',
  params: IdParams,
  body: z.object({
    identityId: Id,
    purpose: ConsentPurpose,
    isGiven: z.boolean(),
    medium: ConsentMedium.optional().describe('Left out: every way to the address.'),
    reason: humanText(1000).trim().min(1).describe('How you know.'),
    wording: humanText(500).trim().optional().describe('What the customer said.'),
    occurredAt: Time.optional().describe('When they said so; now where it is left out. Not in the future.'),
    isImport: z.boolean().optional().describe('It was taken over from another system.'),
  }),
  example: {
    identityId: '018f0000-0000-7000-8000-000000000001',
    purpose: 'service',
    isGiven: false,
    medium: 'sms',
    reason: 'Said so on the phone.',
  },
  response: AddressConsents,
  status: 201,
  problems: ['not_found'],
})
