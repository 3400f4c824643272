import { z } from 'zod'
import { Id, IdParams, Name, pageOf, PageQuery, Time } from '../primitives.ts'
import { Words } from '../words.ts'
import { route } from '../route.ts'

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
  words: z.array(Words).optional().describe('`sentence` as codes; missing when an older version wrote it.'),
  checkedAt: Time.nullable(),
})

/**
 * Whether what is written on the channel leaves. `sends`: it does, as far as is known. `keeps`: there is no way out, and
 * messages are only kept for reading. `refuses`: nothing can be written. `failing`: nothing has left since `since`.
 */
export const ChannelSending = z.object({
  state: z.enum(['sends', 'keeps', 'refuses', 'failing']),
  sentence: z.string(),
  words: z.array(Words).describe('`sentence` as codes.'),
  since: Time.nullable().describe('Only of `failing`.'),
})

/** One thing that a test of a channel tried. */
export const TestStep = z.object({
  name: z.string(),
  nameWords: z.array(Words).describe('`name` as a code.'),
  ok: z.boolean(),
  sentence: z.string(),
  words: z.array(Words).describe('`sentence` as codes.'),
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
    sending: ChannelSending,
    inboundUrl: z.string().nullable().describe('The address to paste at the provider, where it has one.'),
    setUp: z
      .array(
        z.object({
          sentence: z.string(),
          words: z.array(Words).describe('`sentence` as codes.'),
          copy: z.string().nullable().describe('What is pasted there.'),
        }),
      )
      .optional()
      .describe('What is to be done at the provider, step by step.'),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'Channel' })
export type Channel = z.infer<typeof Channel>

/** What was found for an address. Nothing was saved, and nobody signed in. */
export const ChannelDiscovery = z
  .object({
    provider: z.string().nullable().describe('Of providers that are known by name: `google`, `microsoft`.'),
    signIn: z
      .enum(['mailbox', 'app', 'oauth'])
      .describe('`app`: a password made for programs; `oauth`: no password, access by OAuth 2.'),
    settings: z.record(z.string(), z.unknown()).describe('For `POST /channels`; what was not found is left out.'),
    sentence: z.string(),
    words: z.array(Words).describe('`sentence` as codes.'),
  })
  .meta({ id: 'ChannelDiscovery' })
export type ChannelDiscovery = z.infer<typeof ChannelDiscovery>

/** What receivers find about the domain that a channel sends from. */
export const DomainRecord = z
  .object({
    record: z.enum(['spf', 'dkim', 'dmarc']),
    name: z.string().describe('Where it stands, or would.'),
    state: z
      .enum(['ok', 'weak', 'missing', 'wrong', 'unknown'])
      .describe(
        '`weak`: it is there and protects nobody yet; `unknown`: whether it is right cannot be told from here.',
      ),
    found: z.string().nullable(),
    publish: z.string().nullable().describe('What to publish, where that is known.'),
    sentence: z.string(),
    words: z.array(Words).describe('`sentence` as codes.'),
  })
  .meta({ id: 'DomainRecord' })
export type DomainRecord = z.infer<typeof DomainRecord>

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

export const discoverChannel = route({
  method: 'POST',
  path: '/channel-kinds/:kind/discovery',
  tag,
  summary: 'Find the settings of an address',
  description:
    'For mail: a known provider, what the domain publishes (autoconfig, SRV records), or usual names at which a mail server answers. Takes up to eight seconds.',
  access: 'channels.manage',
  params: z.object({ kind: z.string().max(100) }),
  body: z.object({
    address: z.email().max(320),
    provider: z
      .string()
      .max(100)
      .optional()
      .describe('Where the mailbox is, when that is known: `google`, `microsoft`.'),
  }),
  example: { address: 'support@example.com' },
  response: ChannelDiscovery,
  status: 200,
  problems: ['not_found'],
})

export const checkChannelDomain = route({
  method: 'POST',
  path: '/channels/:id/domain-check',
  tag,
  summary: 'Look at the records of the domain that a channel sends from',
  access: 'channels.manage',
  params: IdParams,
  response: z.object({ items: z.array(DomainRecord) }),
  status: 200,
  problems: ['not_found'],
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
  body: z.object({
    name: Name.optional(),
    settings: Settings.optional(),
    enabled: z.boolean().optional(),
    was: z
      .object({ updatedAt: Time })
      .optional()
      .describe('What you saw: where it is another by now, nothing is changed and the answer is `conflict`.'),
  }),
  example: { name: 'Support', enabled: true },
  response: Channel,
  status: 200,
  problems: ['not_found', 'already_exists', 'conflict'],
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
    steps: z.array(TestStep),
  }),
  status: 200,
  problems: ['not_found'],
})
