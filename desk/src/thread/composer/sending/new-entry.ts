import type { NewEntry } from '@throughline/protocol/timeline/writing.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { stillNamed } from '../suggest/mentions.ts'
import { emptyDraft, type Draft } from '../draft/draft.ts'

export interface NewEntryContext {
  address: ReachableAddress | null
  issueId: string | null
  echoId: string
  /** Who gets a copy unless somebody says otherwise. */
  usualCopies: string[]
  /** For how long a message may be taken back; never where both sides are present. */
  holdSeconds: number
}

/** What goes to the server; null when there is nothing to say or nowhere to say it. */
export function newEntry(draft: Draft, context: NewEntryContext): (NewEntry & { echoId: string }) | null {
  const { address, echoId, holdSeconds, usualCopies } = context
  const about = context.issueId === null ? {} : { issueId: context.issueId }
  if (draft.mode === 'note') {
    const text = draft.note.trim()
    const mentions = stillNamed(text, draft.mentions).map((mention) => mention.id)
    return text === '' ? null : { kind: 'note', text, echoId, ...(mentions.length > 0 ? { mentions } : {}), ...about }
  }
  const text = draft.text.trim()
  const into = draft.isNew ? { newIssue: true } : about
  if (address === null) return null
  const takes = address.capabilities
  const attachmentIds = takes.attachments ? draft.attachments.map((attachment) => attachment.id) : []
  if (text === '' && attachmentIds.length === 0) return null
  const cc = draft.cc ?? usualCopies
  const subject = draft.subject?.trim()
  const content = {
    ...(takes.richText && draft.html !== '' ? { html: draft.html } : {}),
    ...(takes.subject && subject ? { subject } : {}),
    ...(takes.cc && cc.length > 0 ? { cc } : {}),
    ...(takes.cc && draft.bcc.length > 0 ? { bcc: draft.bcc } : {}),
    ...(address.quotes && !draft.quotesHistory ? { quotesHistory: false } : {}),
  }
  return {
    kind: 'message',
    text,
    ...(Object.keys(content).length > 0 ? { content } : {}),
    ...(attachmentIds.length > 0 ? { attachmentIds } : {}),
    channelId: address.channel.id,
    identityId: address.identity.id,
    ...(holdSeconds > 0 && !takes.live ? { holdSeconds } : {}),
    echoId,
    ...into,
  }
}

/** What is left after sending: the same side of the desk, and nothing written; files that could not go along. */
export function afterSending(draft: Draft, to: ReachableAddress | null): Draft {
  if (draft.mode === 'note') return { ...draft, note: '', mentions: [], mode: 'reply' }
  const attachments = to?.capabilities.attachments === false ? draft.attachments : []
  const { subject, cc, bcc, quotesHistory } = emptyDraft
  const left = { html: '', text: '', isNew: false, subject, cc, bcc, quotesHistory, begunAt: null }
  return { ...draft, ...left, attachments }
}
