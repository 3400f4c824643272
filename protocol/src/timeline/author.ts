import { z } from 'zod'

export const Author = z.object({
  kind: z
    .enum(['customer', 'staff', 'assistant', 'program', 'system'])
    .describe('`staff` is a person; what an API token does is a `program`’s, under the name of the token.'),
  id: z.string().nullable(),
  name: z.string(),
})
export type Author = z.infer<typeof Author>
