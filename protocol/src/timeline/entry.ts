import { z } from 'zod'
import { Assurance, IdentityKind } from '../customers/identity.ts'
import { Words } from '../words.ts'
import { Id, Time } from '../primitives.ts'
import { Attachment } from './attachment.ts'
import { Author } from './author.ts'
import { Content } from './content.ts'
import { Delivery } from './delivery.ts'
import { HandoverState } from './handover-state.ts'

export const EntryKind = z.enum(['message', 'call', 'note', 'event', 'action', 'decision', 'survey', 'handover'])
export type EntryKind = z.infer<typeof EntryKind>

export const Direction = z.enum(['in', 'out', 'internal'])
export type Direction = z.infer<typeof Direction>

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
  words: z.array(Words).optional().describe('`sentence` as codes; missing when an older version wrote it.'),
  /** An issue that it may belong to as well, for staff to join in one step. */
  likelyIssueId: Id.optional(),
})
export type Threading = z.infer<typeof Threading>

/** A mail in a colleague's name, on the issue that it quotes. Until somebody confirms it, anybody may have written it. */
export const ColleagueMail = z.object({
  state: z.enum(['waiting', 'confirmed']),
  address: z.string().describe('As the mail says.'),
  staffId: Id.nullable().describe('Who signs in with the address.'),
  answers: z.boolean().describe('It says that it went to the customer as well.'),
})
export type ColleagueMail = z.infer<typeof ColleagueMail>

/** What a customer put on a message; one for each address that they write from. */
export const Reaction = z.object({ emoji: z.string(), at: Time, by: Author }).meta({ id: 'Reaction' })
export type Reaction = z.infer<typeof Reaction>

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
    colleagueMail: ColleagueMail.optional(),
    handover: HandoverState.optional().describe('Of a handover: whether somebody has taken it.'),
    echoId: z.string().optional(),
    edited: z
      .object({ text: z.string(), at: Time, by: Author })
      .optional()
      .describe('The newest edit, when there is one, and who made it. All of them: `/entries/:id/versions`.'),
    deletedAt: Time.optional(),
    deletedBy: Author.optional().describe('Who struck it out.'),
    reactions: z.array(Reaction).optional().describe('Missing where there are none.'),
  })
  .meta({ id: 'Entry' })
export type Entry = z.infer<typeof Entry>
