import { z } from 'zod'
import { event } from '../event.ts'
import { Id } from '../primitives.ts'
import { ConsentMedium, ConsentPurpose } from './consent.ts'

export const consentEvents = {
  'consent.recorded': event({
    summary: 'Something was said about writing to an address: no more messages, or messages again',
    since: '0.3.0',
    data: z.object({
      identityId: Id,
      purpose: ConsentPurpose,
      medium: ConsentMedium.nullable().describe('Null: every way to the address.'),
      isGiven: z.boolean(),
    }),
  }),
}
