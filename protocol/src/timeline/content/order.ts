import { z } from 'zod'

/** What the customer put into a basket at the provider. `text` holds what they wrote with it and a line for each product. */
export const Order = z.object({
  catalogue: z.string(),
  items: z.array(
    z.object({
      product: z.string().describe('The company’s own number of it.'),
      quantity: z.number(),
      price: z.number().nullable().describe('For one, as the provider says.'),
      currency: z.string().describe('ISO 4217; empty where the provider gave none.'),
    }),
  ),
})
export type Order = z.infer<typeof Order>
