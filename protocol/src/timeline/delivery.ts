import { z } from 'zod'
import { Words } from '../words.ts'
import { Time } from '../primitives.ts'

/**
 * queued → sending → sent → delivered → read, or failed (it could not be handed over, or came back), or refused (we or
 * the other side will not), or kept (it has not left: the channel has no server to send by, and it can be read here).
 * `sending` that outlives a crash is sent again under the same provider id.
 */
export const DeliveryState = z.enum(['queued', 'sending', 'kept', 'sent', 'delivered', 'read', 'failed', 'refused'])
export type DeliveryState = z.infer<typeof DeliveryState>

/** A copy that did not arrive. The message itself may have. */
export const FailedCopy = z.object({
  address: z.string(),
  at: Time,
  code: z.string(),
  message: z.string(),
  words: z.array(Words).describe('`message` as codes.'),
})
export type FailedCopy = z.infer<typeof FailedCopy>

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
    .describe(
      '`taken_back`: its author took it back before it left; customers never see it. `delayed`, on what is sent: the ' +
        'server of the addressee has not taken it yet and is still being tried.',
    ),
  failedCopies: z.array(FailedCopy).optional().describe('Copies that did not arrive, each address once.'),
  heldUntil: Time.optional().describe('It leaves at this time and can be taken back until then.'),
  nextAttemptAt: Time.optional().describe('It could not be handed over; it will be tried again at this time.'),
})
export type Delivery = z.infer<typeof Delivery>
export type DeliveryError = NonNullable<Delivery['error']>
