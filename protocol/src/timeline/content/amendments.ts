import { z } from 'zod'
import { Id } from '../../primitives.ts'

export const EditContent = z.object({ type: z.literal('edit'), refersTo: Id })

export const DeletionContent = z.object({ type: z.literal('deletion'), refersTo: Id, reason: z.string() })
