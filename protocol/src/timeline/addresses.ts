import { z } from 'zod'
import { Assurance, IdentityKind } from '../customers/identity.ts'
import { Id, IdParams } from '../primitives.ts'
import { Words } from '../words.ts'
import { route } from '../route.ts'

const tag = 'Thread'

/** An address the customer can be written to, and why it can't when it can't. */
export const ReachableAddress = z.object({
  channel: z.object({ id: Id, kind: z.string(), name: z.string() }),
  identity: z.object({ id: Id, kind: IdentityKind, value: z.string(), assurance: Assurance }),
  usable: z.boolean(),
  reason: z.string().describe('A sentence: why it is offered first, or why it cannot be used.'),
  words: z.array(Words).describe('`reason` as a code.'),
  reasonCode: z
    .enum([
      'wrote_last',
      'wrote_before',
      'unproven',
      'unused',
      'channel_off',
      'no_address',
      'blocked',
      'malformed',
      'came_back',
      'kept',
      'own_mailbox',
    ])
    .describe('The same for programs, and for other languages.'),
  isDefault: z.boolean(),
  capabilities: z.object({
    richText: z.boolean(),
    attachments: z.boolean(),
    subject: z.boolean(),
    cc: z.boolean(),
    live: z.boolean().describe('Both sides are present: nothing is held back before it leaves.'),
  }),
})
export type ReachableAddress = z.infer<typeof ReachableAddress>

export const listReachableAddresses = route({
  method: 'GET',
  path: '/customers/:id/addresses',
  tag,
  summary: 'Every way to write to the customer, usable or not, with the reason',
  access: 'thread.read',
  params: IdParams,
  query: z.object({ issueId: Id.optional() }),
  response: z.object({ items: z.array(ReachableAddress) }),
  status: 200,
  problems: ['not_found'],
})
