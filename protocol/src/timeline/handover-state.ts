import { z } from 'zod'
import { Time } from '../primitives.ts'
import { Author } from './author.ts'

/**
 * waiting: nobody has said yet that they take it. acknowledged: somebody has, once. passed_on: the issue went to
 * somebody else before anybody did.
 */
export const HandoverState = z.object({
  state: z.enum(['waiting', 'acknowledged', 'passed_on']),
  acknowledgedBy: Author.nullable(),
  acknowledgedAt: Time.nullable(),
})
export type HandoverState = z.infer<typeof HandoverState>
