import { z } from 'zod'
import { Time } from '../primitives.ts'

/** New visitors, their files, and their connections. */
export const FloodKind = z.enum(['visitor', 'file', 'connection'])
export type FloodKind = z.infer<typeof FloodKind>

/** What was refused because one network address, or all of them together, brought too much. */
export const Flood = z
  .object({
    kind: FloodKind,
    since: Time.describe('When the first was refused.'),
    until: Time.nullable().describe('Null: it goes on.'),
    refused: z.number().int(),
    networks: z.number().int().describe('From how many network addresses (of IPv6 the first 64 bits).'),
    others: z.number().int().describe('Refused from further addresses, which are not counted one by one.'),
    most: z.array(z.object({ network: z.string(), refused: z.number().int() })).describe('At most three.'),
  })
  .meta({ id: 'Flood' })
export type Flood = z.infer<typeof Flood>
