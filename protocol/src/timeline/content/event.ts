import { z } from 'zod'

/** Something that happened to the issue or the customer: `name` is a word such as `issue.resolved`. */
export const EventContent = z.object({
  type: z.literal('event'),
  name: z.string(),
  data: z.record(z.string(), z.unknown()),
})
