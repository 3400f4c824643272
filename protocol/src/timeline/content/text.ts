import { z } from 'zod'

export const TextContent = z.object({
  type: z.literal('text'),
  page: z.string().optional().describe('Of a web chat: the page it was written on, as the page says; origin and path.'),
})
