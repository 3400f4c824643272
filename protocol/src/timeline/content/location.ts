import { z } from 'zod'

/** A place that the customer sent. `text` names it, or gives its coordinates. */
export const Location = z.object({
  latitude: z.number().describe('Degrees, north of the equator positive.'),
  longitude: z.number().describe('Degrees, east of Greenwich positive.'),
  name: z.string(),
  address: z.string(),
  url: z.string().describe('Of the place, as the sender gave it; empty for none.'),
})
export type Location = z.infer<typeof Location>
