import { z } from 'zod'
import { Assurance, IdentityKind } from './customers.ts'
import { Cursor, humanText, Id, IdParams, pageOf, PageQuery, Time } from './primitives.ts'
import { route } from './route.ts'

export const maxTextLength = 200_000

export const EntryKind = z.enum(['message', 'call', 'note', 'event', 'action', 'decision', 'survey', 'handover'])
export type EntryKind = z.infer<typeof EntryKind>

export const Direction = z.enum(['in', 'out', 'internal'])
export type Direction = z.infer<typeof Direction>

export const Author = z.object({
  kind: z
    .enum(['customer', 'staff', 'assistant', 'program', 'system'])
    .describe('`staff` is a person; what an API token does is a `program`’s, under the name of the token.'),
  id: z.string().nullable(),
  name: z.string(),
})
export type Author = z.infer<typeof Author>

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

export const MailAddress = z.object({ name: z.string(), address: z.string() })
export type MailAddress = z.infer<typeof MailAddress>

/** What a mail adds to its text. Bodies of HTML mail are fetched sanitised from `/entries/:id/html`. */
export const EmailContent = z.object({
  type: z.literal('email'),
  subject: z.string(),
  from: MailAddress.nullable(),
  to: z.array(MailAddress),
  cc: z.array(MailAddress),
  replyTo: z.array(MailAddress).default([]),
  /** Which of our addresses it came to; empty for what we sent. */
  deliveredTo: z.array(z.string()).default([]),
  hasHtml: z.boolean(),
  /** The folding of `text`: the person's own words, then what is quoted, then the signature. Together they hold all. */
  replyText: z.string(),
  quotedText: z.string(),
  signature: z.string(),
  messageId: z.string().nullable(),
  /** What was broken in it and how it was repaired. */
  problems: z.array(z.string()),
  authenticated: z.boolean().describe('Our own boundary reported an aligned DMARC pass.'),
})
export type EmailContent = z.infer<typeof EmailContent>

export const TextContent = z.object({ type: z.literal('text') })
export const EditContent = z.object({ type: z.literal('edit'), refersTo: Id })
export const DeletionContent = z.object({ type: z.literal('deletion'), refersTo: Id, reason: z.string() })
/** People who are named in a note, by id and by the name they had then. */
export const Mention = z.object({ id: Id, name: z.string() })
export type Mention = z.infer<typeof Mention>
export const NoteContent = z.object({ type: z.literal('note'), mentions: z.array(Mention).optional() })
/** Something that happened to the issue or the customer: `name` is a word such as `issue.resolved`. */
export const EventContent = z.object({
  type: z.literal('event'),
  name: z.string(),
  data: z.record(z.string(), z.unknown()),
})
/** Content of a company's own channel that we keep and hand on without reading it. */
export const CustomContent = z.object({ type: z.literal('custom'), data: z.record(z.string(), z.unknown()) })

export const Content = z
  .discriminatedUnion('type', [
    TextContent,
    EmailContent,
    NoteContent,
    EditContent,
    DeletionContent,
    EventContent,
    CustomContent,
  ])
  .meta({ id: 'Content' })
export type Content = z.infer<typeof Content>

/**
 * queued → sending → sent → delivered → read, or failed (we could not hand it over), or refused (we or the other
 * side will not). `sending` that outlives a crash is sent again under the same provider id.
 */
export const DeliveryState = z.enum(['queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'refused'])
export type DeliveryState = z.infer<typeof DeliveryState>

export const Delivery = z.object({
  state: DeliveryState,
  at: Time,
  attempts: z.number().int(),
  error: z
    .object({ code: z.string(), message: z.string() })
    .optional()
    .describe('`taken_back`: its author took it back before it left; customers never see it.'),
  heldUntil: Time.optional().describe('It leaves at this time and can be taken back until then.'),
  nextAttemptAt: Time.optional().describe('It could not be handed over; it will be tried again at this time.'),
})
export type Delivery = z.infer<typeof Delivery>

/** Why the entry went to its issue, as a code and as a sentence for people. */
export const Threading = z.object({
  reason: z.enum([
    'reply_address',
    'reference',
    'button',
    'live_issue',
    'same_matter',
    'reopened_same_matter',
    'chosen',
    'moved',
    'new_issue',
    'none',
  ]),
  sentence: z.string(),
  /** An issue that it may belong to as well, for staff to join in one step. */
  likelyIssueId: Id.optional(),
})
export type Threading = z.infer<typeof Threading>

export const Entry = z
  .object({
    id: Id,
    seq: z.number().int().describe('Place on the canonical thread: 1, 2, 3 … without a gap.'),
    customerId: Id.describe('The canonical customer.'),
    issueId: Id.nullable(),
    kind: EntryKind,
    direction: Direction,
    channel: z.object({ id: Id, kind: z.string(), name: z.string() }).nullable(),
    identity: z.object({ id: Id, kind: IdentityKind, value: z.string(), assurance: Assurance }).nullable(),
    author: Author,
    text: z.string(),
    content: Content,
    attachments: z.array(Attachment),
    occurredAt: Time.describe('By the clock of its sender.'),
    recordedAt: Time.describe('By our clock.'),
    delivery: Delivery.nullable(),
    threading: Threading,
    echoId: z.string().optional(),
    edited: z
      .object({ text: z.string(), at: Time, by: Author })
      .optional()
      .describe('The newest edit, when there is one, and who made it. All of them: `/entries/:id/versions`.'),
    deletedAt: Time.optional(),
    deletedBy: Author.optional().describe('Who struck it out.'),
  })
  .meta({ id: 'Entry' })
export type Entry = z.infer<typeof Entry>

/** Attachments of an outbound message are uploaded first (`POST /attachments`), then named here. */
export const NewMessage = z.object({
  kind: z.literal('message'),
  text: humanText(maxTextLength).optional(),
  content: z
    .object({
      text: humanText(maxTextLength).optional(),
      html: humanText(1_000_000).optional(),
      subject: humanText(998).optional(),
      cc: z.array(z.email()).max(50).optional(),
      data: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
  attachmentIds: z.array(Id).max(50).optional(),
  channelId: Id.optional().describe('Default: where the customer last wrote and can be reached.'),
  identityId: Id.optional().describe('The address to send to.'),
  issueId: Id.optional(),
  echoId: z.string().min(1).max(100).optional().describe('The same echoId of one author twice is one entry.'),
  holdSeconds: z
    .number()
    .int()
    .min(0)
    .max(60)
    .optional()
    .describe('Held here for so long before it leaves, so that it can be taken back. Default: not at all.'),
})
export const NewNote = z.object({
  kind: z.literal('note'),
  text: humanText(maxTextLength).min(1),
  mentions: z.array(Id).max(50).optional().describe('Staff who are named in it, and get a notification.'),
  issueId: Id.optional(),
  echoId: z.string().min(1).max(100).optional(),
})
export const NewEntry = z.discriminatedUnion('kind', [NewMessage, NewNote])
export type NewEntry = z.infer<typeof NewEntry>

const tag = 'Thread'

export const getThread = route({
  method: 'GET',
  path: '/customers/:id/thread',
  tag,
  summary: 'The canonical thread, oldest or newest first',
  access: 'thread.read',
  params: IdParams,
  query: PageQuery.extend({ order: z.enum(['asc', 'desc']).default('asc') }),
  response: pageOf(Entry).extend({
    streamCursor: Cursor.describe(
      'Where to subscribe to `thread:<customerId>` so that nothing after this page is missed.',
    ),
  }),
  status: 200,
  problems: ['not_found', 'invalid_cursor'],
})

export const createEntry = route({
  method: 'POST',
  path: '/customers/:id/entries',
  tag,
  summary: 'Write to the customer, or a note to colleagues',
  access: 'thread.write',
  params: IdParams,
  body: NewEntry,
  example: {
    kind: 'message',
    text: 'Your lamp left our house this morning.',
    issueId: '01941f29-7c00-7aaa-8bbb-0123456789ab',
    echoId: 'order-4711-shipped',
  },
  response: Entry,
  status: 201,
  repeatKey: 'echoId',
  problems: ['not_found', 'conflict', 'unreachable_customer', 'unusable_channel'],
})

export const getEntry = route({
  method: 'GET',
  path: '/entries/:id',
  tag,
  summary: 'One entry',
  access: 'thread.read',
  params: IdParams,
  response: Entry,
  status: 200,
  problems: ['not_found'],
})

export const getEntryHtml = route({
  method: 'GET',
  path: '/entries/:id/html',
  tag,
  summary: 'The HTML body of a mail, sanitised for a sandboxed frame; remote content is named, not fetched',
  access: 'thread.read',
  params: IdParams,
  response: z.object({
    html: z.string(),
    quotedHtml: z.string().describe('The quoted part, apart, so that it can be folded.'),
    remote: z.array(z.object({ kind: z.string(), url: z.string() })),
  }),
  status: 200,
  problems: ['not_found', 'upstream_failed'],
})

export const moveEntry = route({
  method: 'POST',
  path: '/entries/:id/move',
  tag,
  summary: 'Move an entry to another issue of the same customer, or to a new one',
  access: 'issues.write',
  params: IdParams,
  body: z.object({
    issueId: Id.nullable().describe('null opens a new issue for it.'),
    reason: humanText(1000).default(''),
  }),
  example: { issueId: null, reason: 'It is about another order.' },
  response: Entry,
  status: 200,
  problems: ['not_found', 'conflict'],
})

const SearchWords = humanText(500).trim().min(1)

export const searchEntries = route({
  method: 'GET',
  path: '/search',
  tag,
  summary: 'Words anywhere on any thread, newest first',
  access: 'thread.read',
  query: PageQuery.extend({
    q: SearchWords.optional(),
    query: SearchWords.optional().describe('The former name of `q`, understood for one more release.'),
  }),
  response: pageOf(z.object({ entry: Entry, customerName: z.string().nullable(), snippet: z.string() })),
  status: 200,
})

export const takeBackEntry = route({
  method: 'POST',
  path: '/entries/:id/taking-back',
  tag,
  summary: 'Take back your own message that has not left yet; it stays on the thread as refused, for staff only',
  access: 'thread.write',
  params: IdParams,
  body: z.object({}),
  example: {},
  response: Entry,
  status: 200,
  problems: ['not_found', 'conflict'],
})

export const sendEntryAgain = route({
  method: 'POST',
  path: '/entries/:id/sending',
  tag,
  summary:
    'Send again what failed, or at once what waits for its next attempt: the same message, under the same Message-ID',
  access: 'thread.write',
  params: IdParams,
  body: z.object({}),
  example: {},
  response: Entry,
  status: 200,
  problems: ['not_found', 'conflict', 'unusable_channel'],
})

/** An address the customer can be written to, and why it can't when it can't. */
export const ReachableAddress = z.object({
  channel: z.object({ id: Id, kind: z.string(), name: z.string() }),
  identity: z.object({ id: Id, kind: IdentityKind, value: z.string(), assurance: Assurance }),
  usable: z.boolean(),
  reason: z.string().describe('A sentence: why it is offered first, or why it cannot be used.'),
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

export const getDraft = route({
  method: 'GET',
  path: '/customers/:id/draft',
  tag,
  summary: 'Your own draft on this thread',
  access: 'thread.write',
  params: IdParams,
  response: z.object({ content: z.record(z.string(), z.unknown()).nullable(), updatedAt: Time.nullable() }),
  status: 200,
  problems: ['not_found'],
})

export const putDraft = route({
  method: 'PUT',
  path: '/customers/:id/draft',
  tag,
  summary: 'Keep your own draft; null drops it',
  access: 'thread.write',
  params: IdParams,
  body: z.object({
    content: z.record(z.string(), z.unknown()).nullable(),
    was: z
      .object({ updatedAt: Time.nullable() })
      .optional()
      .describe('The draft that you went on from: where there is another by now, the answer is `conflict`.'),
  }),
  example: { content: { text: 'Your lamp' }, was: { updatedAt: null } },
  response: z.object({ updatedAt: Time.nullable() }),
  status: 200,
  problems: ['not_found', 'conflict'],
})
