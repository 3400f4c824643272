import { z } from 'zod'

/** A form that the customer filled in. `text` holds a line for each field. */
export const FilledForm = z.object({
  name: z.string(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
})
export type FilledForm = z.infer<typeof FilledForm>
