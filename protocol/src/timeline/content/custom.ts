import { z } from 'zod'

/** Content of a company's own channel that we keep and hand on without reading it. */
export const CustomContent = z.object({ type: z.literal('custom'), data: z.record(z.string(), z.unknown()) })
