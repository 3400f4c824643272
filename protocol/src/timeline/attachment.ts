import { z } from 'zod'
import { Id } from '../primitives.ts'

export const Attachment = z
  .object({
    id: Id,
    name: z.string(),
    mediaType: z.string().describe('Sniffed from the bytes; what the sender declared is never believed.'),
    sizeBytes: z.number().int(),
    url: z.string().describe('Relative to the server; needs the same sign-in as the thread.'),
    inline: z.boolean(),
    contentId: z.string().nullable(),
  })
  .meta({ id: 'Attachment' })
export type Attachment = z.infer<typeof Attachment>
