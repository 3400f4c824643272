import { z } from 'zod'

/**
 * What the portal hands over for a visitor, once it knows who that is. It is kept as it is when it can't be recorded,
 * and then read again like any provider's payload.
 */
export const VisitorWords = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    /** Session and echo: the same words again have the same. */
    id: z.string().min(1).max(500),
    from: z.object({
      kind: z.enum(['device', 'account']),
      value: z.string().min(1).max(400),
      name: z.string().max(200).nullable(),
      assurance: z.enum(['possession-proven', 'host-authenticated']),
    }),
    text: z.string().refine((text) => !text.includes('\u0000') && text.isWellFormed()),
    fileIds: z.array(z.uuid()),
    /** As the page says; anybody can say anything. */
    page: z.string().max(2000).optional(),
  }),
  z.object({ type: z.literal('receipt'), about: z.uuid(), state: z.enum(['delivered', 'read']) }),
])
export type VisitorWords = z.infer<typeof VisitorWords>
export type VisitorReceipt = Extract<VisitorWords, { type: 'receipt' }>

/** Where it says it came from. No request from outside has such an address. */
export const visitorsBody = 'portal:visitor'
