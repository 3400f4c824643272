import { z } from 'zod'
import { Words } from '../words.ts'
import { Time } from '../primitives.ts'

/**
 * queued → sending → sent → delivered → read, or failed (we could not hand it over), or refused (we or the other
 * side will not). `sending` that outlives a crash is sent again under the same provider id.
 */
export const DeliveryState = z.enum(['queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'refused'])
export type DeliveryState = z.infer<typeof DeliveryState>

export const Delivery = z.object({
  state: DeliveryState,
  at: Time,
  attempts: z.number().int(),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      words: z.array(Words).optional().describe('`message` as codes; missing when an older version wrote it.'),
    })
    .optional()
    .describe('`taken_back`: its author took it back before it left; customers never see it.'),
  heldUntil: Time.optional().describe('It leaves at this time and can be taken back until then.'),
  nextAttemptAt: Time.optional().describe('It could not be handed over; it will be tried again at this time.'),
})
export type Delivery = z.infer<typeof Delivery>
export type DeliveryError = NonNullable<Delivery['error']>
