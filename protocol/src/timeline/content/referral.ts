import { z } from 'zod'

/** A message that was begun at an advertisement or a post of ours; `text` is what the customer wrote. */
export const Referral = z.object({
  source: z.string().describe('In the provider’s word: `ad`, `post`.'),
  sourceId: z.string(),
  url: z.string(),
  headline: z.string(),
  body: z.string(),
  clickId: z.string(),
})
export type Referral = z.infer<typeof Referral>
