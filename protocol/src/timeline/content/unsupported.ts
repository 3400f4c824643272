import { z } from 'zod'

/** Something that the provider does not hand on, or that is not known here. `text` is its kind in brackets. */
export const Unsupported = z.object({
  kind: z.string().describe('In the provider’s word: `poll`; empty where it does not say.'),
  why: z.string().describe('As the provider says; empty where it does not.'),
})
export type Unsupported = z.infer<typeof Unsupported>
