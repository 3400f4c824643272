import { z } from 'zod'
import { Choice } from './choice.ts'
import { FilledForm } from './form.ts'
import { Location } from './location.ts'
import { ContactCard } from './mail-parts.ts'
import { Order } from './order.ts'
import { Referral } from './referral.ts'
import { Unsupported } from './unsupported.ts'

/** The words of a message. What a channel gives beside them stands in fields of its own, and all of it in `text`, too. */
export const TextContent = z.object({
  type: z.literal('text'),
  page: z.string().optional().describe('Of a web chat: the page it was written on, as the page says; origin and path.'),
  location: Location.optional(),
  contacts: z.array(ContactCard).optional().describe('All of it is the sender’s word: it proves no address.'),
  choice: Choice.optional(),
  form: FilledForm.optional(),
  order: Order.optional(),
  referral: Referral.optional(),
  unsupported: Unsupported.optional(),
})
export type TextContent = z.infer<typeof TextContent>
