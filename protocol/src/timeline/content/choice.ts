import { z } from 'zod'

/** What the customer chose among buttons or the rows of a list. `text` is what the button says. */
export const Choice = z.object({
  title: z.string(),
  description: z.string(),
  payload: z.string().describe('What was sent with the button, as it came back: it may be forged.'),
})
export type Choice = z.infer<typeof Choice>
