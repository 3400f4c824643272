import { channelWords } from '@throughline/protocol/channels/words.ts'
import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { Content } from '@throughline/protocol/timeline/content.ts'
import type { NewEntry } from '@throughline/protocol/timeline/writing.ts'
import { AppError, fieldError } from '../../lib/errors.ts'
import type { ChannelAdapter } from '../contract.ts'

export type NewMessage = Extract<NewEntry, { kind: 'message' }>

/** What staff wrote, as far as the channel can carry it. What it can't is refused, never dropped in silence. */
export function outboundContent(
  adapter: ChannelAdapter,
  message: NewMessage,
): { text: string; html: string | null; content: Content; shownInText: ReadonlySet<string> } {
  const { capabilities } = adapter
  const text = (message.text ?? message.content?.text ?? '').trimEnd()
  const { html: written, shownInText } = picturesByContentId(message)
  const html = written === null ? null : cleanHtml(adapter, written)
  const hasFiles = (message.attachmentIds?.length ?? 0) > 0
  if (text.trim() === '' && !hasFiles) {
    throw new AppError('invalid_request', channelWords.nothing_to_send(), {
      details: { errors: [fieldError('text', fieldWords.empty_message())] },
    })
  }
  if (hasFiles && capabilities.attachments === null) throw cannot(channelWords.no_files({ channel: adapter.name }))
  if (message.attachmentIds && message.attachmentIds.length > (capabilities.attachments?.maxCount ?? 0)) {
    throw cannot(channelWords.too_many_files({ channel: adapter.name, max: capabilities.attachments?.maxCount ?? 0 }))
  }
  if ((message.content?.cc?.length || message.content?.bcc?.length) && !capabilities.cc)
    throw cannot(channelWords.no_copies({ channel: adapter.name }))
  if (capabilities.maxTextLength !== null && text.length > capabilities.maxTextLength) {
    throw cannot(channelWords.too_long({ channel: adapter.name, max: capabilities.maxTextLength }))
  }
  const isMail = adapter.kind === 'email'
  return {
    text,
    html,
    content: isMail ? mailContent(message, text, html !== null) : customContent(message),
    shownInText: capabilities.richText ? shownInText : new Set(),
  }
}

/**
 * Pictures within the text name our own address of an uploaded file, which nobody else can open: in the message they
 * are parts of it, found by their content id.
 */
function picturesByContentId(message: NewMessage): { html: string | null; shownInText: ReadonlySet<string> } {
  const html = message.content?.html ?? null
  const uploads = new Set(message.attachmentIds)
  const shownInText = new Set<string>()
  if (html === null || uploads.size === 0) return { html, shownInText }
  const replaced = html.replace(/src="\/api\/v1\/attachments\/([0-9a-f-]{36})"/gi, (source, id: string) => {
    if (!uploads.has(id)) return source
    shownInText.add(id)
    return `src="cid:${id}"`
  })
  return { html: replaced, shownInText }
}

function cleanHtml(adapter: ChannelAdapter, html: string): string | null {
  const cleaned = adapter.capabilities.richText ? (adapter.cleanHtml?.(html).trim() ?? '') : ''
  // When nothing is left of it, the text speaks alone.
  return cleaned === '' ? null : cleaned
}

function cannot(why: Wording): AppError {
  return new AppError('unusable_channel', why)
}

function mailContent(message: NewMessage, text: string, hasHtml: boolean): Content {
  return {
    type: 'email',
    subject: message.content?.subject ?? '',
    from: null,
    to: [],
    cc: (message.content?.cc ?? []).map((address) => ({ name: '', address })),
    ...(message.content?.bcc?.length ? { bcc: message.content.bcc.map((address) => ({ name: '', address })) } : {}),
    ...(message.content?.quotesHistory === false ? { quotesHistory: false as const } : {}),
    replyTo: [],
    deliveredTo: [],
    hasHtml,
    replyText: text,
    quotedText: '',
    signature: '',
    messageId: null,
    problems: [],
    authenticated: false,
  }
}

function customContent(message: NewMessage): Content {
  const data = message.content?.data
  return data === undefined ? { type: 'text' } : { type: 'custom', data }
}
