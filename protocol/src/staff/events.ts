import { z } from 'zod'
import { event } from '../event.ts'
import { Id, Time } from '../primitives.ts'

export const staffEvents = {
  'staff.sign_in_attacked': event({
    summary: 'Many failed sign-ins, to one account or from one address',
    since: '0.1.0',
    data: z.object({
      staffId: Id.nullable().describe('Whose account it is; null for an address that tries accounts.'),
      count: z.number().int().describe('Failed sign-ins, when it was noticed.'),
      addresses: z.number().int().describe('From how many network addresses.'),
      since: Time,
    }),
  }),
}
