import { z } from 'zod'
import { Assurance, IdentityKind } from '../customers/identity.ts'
import { FileName, humanText, Id, IdParams, nameText, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { Entry } from '../timeline/entry.ts'
import { Words } from '../words.ts'
import { maxTextLength } from '../timeline/writing.ts'

const tag = 'Channels'

export const InboundMessage = z.object({
  id: humanText(500).min(1).describe("The sender's own id: the same one twice is one entry."),
  from: z.object({
    kind: IdentityKind,
    value: humanText(320).trim().min(1),
    name: nameText(200).optional(),
    assurance: Assurance.exclude(['host-authenticated'])
      .optional()
      .describe('Default: asserted. More needs the permission identities.vouch.'),
  }),
  text: humanText(maxTextLength).optional(),
  content: z.record(z.string(), z.unknown()).optional(),
  attachments: z
    .array(
      z.object({
        name: FileName,
        mediaType: humanText(200).optional(),
        /** The bytes in base64. */
        data: z.base64(),
      }),
    )
    .max(20)
    .optional(),
  occurredAt: Time.optional(),
  issueRef: humanText(200).optional().describe('An issue id of this customer that the message belongs to.'),
})
export type InboundMessage = z.infer<typeof InboundMessage>

/** What came in and was not put on a thread: kept raw until somebody replays or discards it. */
export const InboundRecord = z
  .object({
    id: Id,
    channel: z.object({ id: Id, kind: z.string(), name: z.string() }).nullable(),
    providerId: z.string(),
    state: z.enum(['accepted', 'set_aside', 'failed']),
    kind: z.string().describe('What it was taken for: human, auto-reply, bounce, list, complaint.'),
    preview: z
      .object({ sender: z.string(), subject: z.string(), beginning: z.string() })
      .nullable()
      .describe('Who wrote it, about what, and how it begins; null when nothing of it could be read.'),
    sentence: z.string().describe('Why it is where it is.'),
    words: z.array(Words).describe('`sentence` as codes; empty when an older version wrote it.'),
    entryId: Id.nullable(),
    hasRaw: z.boolean(),
    receivedAt: Time,
  })
  .meta({ id: 'InboundRecord' })
export type InboundRecord = z.infer<typeof InboundRecord>

export const receiveMessage = route({
  method: 'POST',
  path: '/channels/:id/inbound',
  tag,
  summary: 'Hand in a customer’s message on a channel of kind `api`',
  description: '201 when it was recorded, 200 with the same entry when this `id` was recorded before.',
  access: 'channels.receive',
  ofAllCustomers: true,
  params: IdParams,
  body: InboundMessage,
  example: {
    id: 'msg-8f2c',
    from: { kind: 'account', value: 'customer-1042', name: 'Robin Vale' },
    text: 'Where is my lamp? Order 4711.',
    attachments: [{ name: 'note.txt', mediaType: 'text/plain', data: 'T3JkZXIgNDcxMQ==' }],
    occurredAt: '2026-03-02T07:58:00.000Z',
  },
  response: Entry,
  status: 201,
  repeatKey: 'id',
  problems: ['not_found', 'unusable_channel', 'too_large'],
})

export const listInbound = route({
  method: 'GET',
  path: '/inbound',
  tag,
  summary: 'The quarantine: what came in and was set aside or failed',
  access: 'thread.read',
  ofAllCustomers: true,
  query: PageQuery.extend({
    state: z.enum(['set_aside', 'failed']).optional(),
    query: humanText(200)
      .optional()
      .describe('Words of the sender, the subject or the beginning, in any spelling of accents.'),
  }),
  response: pageOf(InboundRecord).extend({
    counts: z
      .object({ set_aside: z.int(), failed: z.int() })
      .describe('How many there are that the query finds, of either state; together at most 1000 are counted.'),
  }),
  status: 200,
})

export const replayInbound = route({
  method: 'POST',
  path: '/inbound/:id/replay',
  tag,
  summary: 'Release a message from the quarantine',
  description:
    'It is read again, as if it had just arrived, and becomes a message on a thread, whatever it was taken for before. ' +
    '`accepted`: it is on its thread.',
  access: 'thread.read',
  alsoNeeds: ['issues.write'],
  ofAllCustomers: true,
  params: IdParams,
  response: InboundRecord,
  status: 200,
  problems: ['not_found', 'conflict', 'upstream_failed'],
})
