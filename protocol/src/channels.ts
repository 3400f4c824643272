import { z } from 'zod'
import { Entry, maxTextLength } from './entries.ts'
import { Assurance, IdentityKind } from './customers.ts'
import { FileName, humanText, Id, IdParams, Name, nameText, pageOf, PageQuery, Time } from './primitives.ts'
import { route } from './route.ts'

export const Capabilities = z.object({
  richText: z.boolean(),
  attachments: z.object({ maxCount: z.number().int(), maxTotalBytes: z.number().int() }).nullable(),
  subject: z.boolean(),
  cc: z.boolean(),
  receipts: z.boolean(),
  typing: z.boolean(),
  /** A conversation in which both sides are present, as in chat. Mail is not live. */
  live: z.boolean(),
  maxTextLength: z.number().int().nullable(),
})
export type Capabilities = z.infer<typeof Capabilities>

/** A channel kind that can be configured; `settingsSchema` (JSON Schema) is what the form is drawn from. */
export const ChannelKind = z
  .object({
    kind: z.string(),
    name: z.string(),
    description: z.string(),
    icon: z.string(),
    identityKinds: z.array(z.string()),
    capabilities: Capabilities,
    settingsSchema: z.record(z.string(), z.unknown()),
    secretSettings: z.array(z.string()).describe('Written, never read back.'),
    secretBindings: z
      .array(z.object({ secret: z.string(), boundTo: z.array(z.string()) }))
      .describe('Changing one of these settings deletes the secret, unless it is given again with the change.'),
  })
  .meta({ id: 'ChannelKind' })
export type ChannelKind = z.infer<typeof ChannelKind>

export const ChannelHealth = z.object({
  state: z.enum(['ok', 'connecting', 'failing', 'disabled']),
  sentence: z.string(),
  checkedAt: Time.nullable(),
})

export const Channel = z
  .object({
    id: Id,
    kind: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    settings: z.record(z.string(), z.unknown()),
    secretsSet: z.array(z.string()).describe('Which secret settings hold a value.'),
    secretsToGiveAgain: z
      .array(z.string())
      .describe('Which were deleted, because a setting that they are bound to was changed.'),
    health: ChannelHealth,
    inboundUrl: z.string().nullable().describe('The address to paste at the provider, where it has one.'),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Channel' })
export type Channel = z.infer<typeof Channel>

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
    sentence: z.string().describe('Why it is where it is.'),
    entryId: Id.nullable(),
    hasRaw: z.boolean(),
    receivedAt: Time,
  })
  .meta({ id: 'InboundRecord' })
export type InboundRecord = z.infer<typeof InboundRecord>

const tag = 'Channels'
const Settings = z.record(z.string(), z.unknown())

export const listChannelKinds = route({
  method: 'GET',
  path: '/channel-kinds',
  tag,
  summary: 'The kinds of channels, with the form of settings of each',
  access: 'channels.read',
  response: z.object({ items: z.array(ChannelKind) }),
  status: 200,
})

export const listChannels = route({
  method: 'GET',
  path: '/channels',
  tag,
  summary: 'The configured ways in and out',
  access: 'channels.read',
  query: PageQuery,
  response: pageOf(Channel),
  status: 200,
})

export const getChannel = route({
  method: 'GET',
  path: '/channels/:id',
  tag,
  summary: 'One channel',
  access: 'channels.read',
  params: IdParams,
  response: Channel,
  status: 200,
  problems: ['not_found'],
})

export const createChannel = route({
  method: 'POST',
  path: '/channels',
  tag,
  summary: 'Connect a channel',
  access: 'channels.manage',
  body: z.object({ kind: z.string(), name: Name, settings: Settings.default({}), enabled: z.boolean().default(true) }),
  example: {
    kind: 'email',
    name: 'Support',
    settings: { address: 'support@example.com', smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' } },
  },
  response: Channel,
  status: 201,
  problems: ['already_exists'],
})

export const updateChannel = route({
  method: 'PATCH',
  path: '/channels/:id',
  tag,
  summary: 'Change a channel; secrets left out stay as they are',
  description:
    'A secret that is bound to a setting that changes (see `secretBindings` of the channel kind) is deleted, unless it is given again in the same request; `secretsToGiveAgain` of the answer names it. Where the channel can’t be without it the change is refused.',
  access: 'channels.manage',
  params: IdParams,
  body: z.object({ name: Name.optional(), settings: Settings.optional(), enabled: z.boolean().optional() }),
  example: { name: 'Support', enabled: true },
  response: Channel,
  status: 200,
  problems: ['not_found', 'already_exists'],
})

export const deleteChannel = route({
  method: 'DELETE',
  path: '/channels/:id',
  tag,
  summary: 'Disconnect a channel; its entries stay on their threads',
  access: 'channels.manage',
  params: IdParams,
  status: 204,
  problems: ['not_found'],
})

export const testChannel = route({
  method: 'POST',
  path: '/channels/:id/test',
  tag,
  summary: 'Try the connection and say what was found',
  access: 'channels.manage',
  params: IdParams,
  response: z.object({
    ok: z.boolean(),
    steps: z.array(z.object({ name: z.string(), ok: z.boolean(), sentence: z.string() })),
  }),
  status: 200,
  problems: ['not_found'],
})

export const receiveMessage = route({
  method: 'POST',
  path: '/channels/:id/inbound',
  tag,
  summary: 'Hand in a customer’s message on a channel of kind `api`',
  description: '201 when it was recorded, 200 with the same entry when this `id` was recorded before.',
  access: 'channels.receive',
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
  summary: 'What came in and was set aside or failed',
  access: 'mail.replay',
  query: PageQuery.extend({ state: z.enum(['set_aside', 'failed']).optional() }),
  response: pageOf(InboundRecord),
  status: 200,
})

export const replayInbound = route({
  method: 'POST',
  path: '/inbound/:id/replay',
  tag,
  summary: 'Read a kept message again, as if it had just arrived',
  access: 'mail.replay',
  params: IdParams,
  response: InboundRecord,
  status: 200,
  problems: ['not_found', 'conflict', 'upstream_failed'],
})

export const OutboxMail = z.object({
  id: Id,
  entryId: Id.nullable(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  messageId: z.string(),
  sentAt: Time,
})
export type OutboxMail = z.infer<typeof OutboxMail>

export const listOutbox = route({
  method: 'GET',
  path: '/outbox',
  tag,
  summary: 'Mail kept for reading because no outgoing server is configured',
  access: 'channels.manage',
  // It is what customers were written.
  alsoNeeds: ['thread.read'],
  query: PageQuery,
  response: pageOf(OutboxMail),
  status: 200,
})
