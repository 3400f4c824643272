import { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { Mention } from '@throughline/protocol/timeline/content/note.ts'
import { z } from 'zod'

/** What somebody has begun to write on a thread. Kept on the server per person, and here until it is. */
export const Draft = z.object({
  mode: z.enum(['reply', 'note']).catch('reply'),
  /** The reply as HTML where the channel takes it, and as the plain text beside it. */
  html: z.string().catch(''),
  text: z.string().catch(''),
  note: z.string().catch(''),
  /** Whom the note names; who is not in its text any more is not notified. */
  mentions: z.array(Mention).catch([]),
  /** The reply begins a conversation: an issue of its own, whatever else is open. */
  isNew: z.boolean().catch(false),
  /** null: what the server would put there. */
  subject: z.string().nullable().catch(null),
  /** null: whom the answer goes to beside the customer, as the server says. */
  cc: z.array(z.string()).nullable().catch(null),
  bcc: z.array(z.string()).catch([]),
  /** What the channel quotes of the conversation goes along below. */
  quotesHistory: z.boolean().catch(true),
  /** Which way was chosen, as `addressKey` names it; null: the one the server offers first. */
  address: z.string().nullable().catch(null),
  attachments: z.array(Attachment).catch([]),
  /** By the server's clock: the newest entry that was there when the reply was begun. */
  begunAt: z.string().nullable().catch(null),
})
export type Draft = z.infer<typeof Draft>

export const emptyDraft: Draft = {
  mode: 'reply',
  html: '',
  text: '',
  note: '',
  mentions: [],
  isNew: false,
  subject: null,
  cc: null,
  bcc: [],
  quotesHistory: true,
  address: null,
  attachments: [],
  begunAt: null,
}

export function isEmptyDraft(draft: Draft): boolean {
  return isEmptyReply(draft) && draft.note.trim() === '' && !draft.isNew
}

export function isEmptyReply(draft: Draft): boolean {
  return draft.text.trim() === '' && draft.attachments.length === 0
}

/** An older or a broken draft gives what can be read of it. */
export function readDraft(content: unknown): Draft {
  return Draft.safeParse(content).data ?? emptyDraft
}
