import type { NewEntry, ReachableAddress } from '@throughline/protocol/entries.ts'
import type { Draft } from './draft.ts'

export function addressKey(address: ReachableAddress): string {
  return `${address.channel.id}:${address.identity.id}`
}

/** The way that was chosen, as long as it can be used; else the one the server offers first. */
export function chosenAddress(addresses: ReachableAddress[], chosen: string | null): ReachableAddress | null {
  const usable = addresses.filter((address) => address.usable)
  return (
    usable.find((address) => addressKey(address) === chosen) ??
    usable.find((address) => address.isDefault) ??
    usable[0] ??
    null
  )
}

export interface NewEntryContext {
  address: ReachableAddress | null
  issueId: string | null
  echoId: string
}

/** What goes to the server; null when there is nothing to say or nowhere to say it. */
export function newEntry(draft: Draft, context: NewEntryContext): (NewEntry & { echoId: string }) | null {
  const { address, echoId } = context
  const about = context.issueId === null ? {} : { issueId: context.issueId }
  if (draft.mode === 'note') {
    const text = draft.note.trim()
    return text === '' ? null : { kind: 'note', text, echoId, ...about }
  }
  const text = draft.text.trim()
  if (address === null) return null
  const takes = address.capabilities
  const attachmentIds = takes.attachments ? draft.attachments.map((attachment) => attachment.id) : []
  if (text === '' && attachmentIds.length === 0) return null
  const subject = draft.subject?.trim()
  const content = {
    ...(takes.richText && draft.html !== '' ? { html: draft.html } : {}),
    ...(takes.subject && subject ? { subject } : {}),
    ...(takes.cc && draft.cc.length > 0 ? { cc: draft.cc } : {}),
  }
  return {
    kind: 'message',
    text,
    ...(Object.keys(content).length > 0 ? { content } : {}),
    ...(attachmentIds.length > 0 ? { attachmentIds } : {}),
    channelId: address.channel.id,
    identityId: address.identity.id,
    echoId,
    ...about,
  }
}

/** What is left after sending: the same side of the desk, and nothing written. */
export function afterSending(draft: Draft): Draft {
  if (draft.mode === 'note') return { ...draft, note: '', mode: 'reply' }
  return { ...draft, html: '', text: '', subject: null, cc: [], attachments: [] }
}
