import { z } from 'zod'
import { Id } from '../../primitives.ts'

/** People who are named in a note, by id and by the name they had then. */
export const Mention = z.object({ id: Id, name: z.string() })
export type Mention = z.infer<typeof Mention>

export const NoteContent = z.object({ type: z.literal('note'), mentions: z.array(Mention).optional() })
