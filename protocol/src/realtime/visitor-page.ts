import { z } from 'zod'
import { Time } from '../primitives.ts'

/** Where a customer is on the company's sites while they chat; about this moment, and kept nowhere. */
export const VisitorPage = z.object({
  url: z.string().describe('Origin and path, without query.'),
  title: z.string().describe('The title of the page; may be empty.'),
  timeZone: z.string().nullable().describe('As the browser says, as in `Europe/Lisbon`.'),
  country: z
    .string()
    .nullable()
    .describe('As in `PT`: by the header of the proxy that the operator trusts for it; null without one.'),
  at: Time.describe('Since when they are on this page.'),
  leftAt: Time.nullable().describe('When they left the site; null: they are there.'),
})
export type VisitorPage = z.infer<typeof VisitorPage>
