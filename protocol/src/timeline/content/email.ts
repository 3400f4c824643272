import { z } from 'zod'
import { Id } from '../../primitives.ts'
import { CalendarEvent, ContactCard, Encrypted } from './mail-parts.ts'

export const MailAddress = z.object({ name: z.string(), address: z.string() })
export type MailAddress = z.infer<typeof MailAddress>

/** A mail of ours to somebody who is not the customer: an internal entry with a delivery. Its addressees are in `to`. */
export const Forward = z.object({
  entryIds: z.array(Id).describe('The messages that it passes on, oldest first; none where it answers an answer.'),
  answers: Id.optional().describe('The answer to an earlier forward that this one answers.'),
})
export type Forward = z.infer<typeof Forward>

/** An answer to a forward: an internal entry, of somebody who is no customer by it. */
export const ForwardAnswer = z.object({
  forwardId: Id.describe('The entry that it answers.'),
  isRecipient: z.boolean().describe('It came from an address that the forward went to.'),
})
export type ForwardAnswer = z.infer<typeof ForwardAnswer>

/** What a mail adds to its text. Bodies of HTML mail are fetched sanitised from `/entries/:id/html`. */
export const EmailContent = z.object({
  type: z.literal('email'),
  subject: z.string(),
  from: MailAddress.nullable(),
  to: z.array(MailAddress),
  cc: z.array(MailAddress),
  bcc: z.array(MailAddress).optional().describe('Of what we sent: copies that the others do not see.'),
  forwardedBy: MailAddress.optional().describe(
    'One of us passed it on, by its From. The customer is then whom its text names as the author: a claim.',
  ),
  replyTo: z.array(MailAddress).default([]),
  /** Which of our addresses it came to; empty for what we sent. */
  deliveredTo: z.array(z.string()).default([]),
  hasHtml: z.boolean(),
  /** The folding of `text`: the person's own words, then what is quoted, then the signature. Together they hold all. */
  replyText: z.string(),
  quotedText: z.string(),
  signature: z.string(),
  notOnThread: z
    .string()
    .optional()
    .describe('Of the quoted text and the signature: what nobody had said on the thread before; the search finds it'),
  quotesHistory: z
    .literal(false)
    .optional()
    .describe('Of what we sent: it quotes nothing of the conversation, whatever its channel does.'),
  messageId: z.string().nullable(),
  /** What was broken in it and how it was repaired. */
  problems: z.array(z.string()),
  encrypted: Encrypted.optional().describe('Missing for what can be read'),
  events: z.array(CalendarEvent).optional(),
  cards: z.array(ContactCard).optional(),
  authenticated: z.boolean().describe('Our own boundary reported an aligned DMARC pass.'),
  forward: Forward.optional().describe('Missing for what was not forwarded'),
  forwardAnswer: ForwardAnswer.optional().describe('Missing for what answers no forward'),
})
export type EmailContent = z.infer<typeof EmailContent>
