import { z } from 'zod'
import { Id, Time } from '../primitives.ts'
import { Words } from '../words.ts'
import { route } from '../route.ts'

/** Work that one node does at a time. */
export const Lease = z
  .object({
    kind: z.string().describe('What it is of: `channel` (a mailbox is read), `schedule`.'),
    name: z.string().describe('The id of the channel, or the name of the schedule.'),
    title: z.string().describe('For people: what the channel was called when the node began.'),
    since: Time.describe('When the node was given it.'),
  })
  .meta({ id: 'Lease' })
export type Lease = z.infer<typeof Lease>

/** One process of the product. */
export const Node = z
  .object({
    id: Id.describe('New at each start.'),
    name: z.string().describe('The name of its machine, and its port.'),
    version: z.string(),
    services: z.array(z.string()).describe('What it serves.'),
    startedAt: Time,
    seenAt: Time,
    takesWork: z.boolean().describe('False while it has not shown that it has the file store of the others.'),
    problem: z.string().nullable().describe('What is wrong with its file store, and what to do.'),
    leases: z.array(Lease).describe('What it does and no other node does meanwhile.'),
    words: z.array(Words).describe('`problem` as codes; empty when an older node wrote it.'),
  })
  .meta({ id: 'Node' })
export type Node = z.infer<typeof Node>

export const listNodes = route({
  method: 'GET',
  path: '/nodes',
  tag: 'Nodes',
  summary: 'The nodes that run now, what each does alone, and whether they share one file store',
  access: 'operation.read',
  response: z.object({ items: z.array(Node) }),
  status: 200,
})
