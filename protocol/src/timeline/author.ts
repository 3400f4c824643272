import { z } from 'zod'

export const Author = z.object({
  kind: z
    .enum(['customer', 'staff', 'assistant', 'program', 'system'])
    .describe('`staff` is a person; what an API token does is a `program`’s, under the name of the token.'),
  id: z.string().nullable(),
  name: z.string(),
})
export type Author = z.infer<typeof Author>

/** The `id` of the author, of kind `system`, of what the company wrote by a provider's own program; `name` is the provider's. */
export const elsewhereAuthorId = 'wrote-elsewhere'
