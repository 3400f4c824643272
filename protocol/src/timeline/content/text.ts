import { z } from 'zod'

export const TextContent = z.object({ type: z.literal('text') })
