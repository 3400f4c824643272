import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { ChannelError, type OutboundAttachment, type OutboundMessage } from '../../../contract.ts'

// https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media/#supported-media-types

export type Part =
  | { type: 'text'; text: string }
  | { type: 'image' | 'video' | 'audio' | 'document'; file: OutboundAttachment; caption: string }

const mib = 1024 * 1024

const typeByMediaType: Readonly<Record<string, { type: 'image' | 'video' | 'audio'; maxBytes: number }>> = {
  'image/jpeg': { type: 'image', maxBytes: 5 * mib },
  'image/png': { type: 'image', maxBytes: 5 * mib },
  'video/mp4': { type: 'video', maxBytes: 16 * mib },
  'video/3gpp': { type: 'video', maxBytes: 16 * mib },
  'audio/aac': { type: 'audio', maxBytes: 16 * mib },
  'audio/amr': { type: 'audio', maxBytes: 16 * mib },
  'audio/mpeg': { type: 'audio', maxBytes: 16 * mib },
  'audio/mp4': { type: 'audio', maxBytes: 16 * mib },
}

const maxDocumentBytes = 100 * mib
const maxCaptionChars = 1024

/** The messages of WhatsApp that carry one of ours, in their order. Throws for a file that none of them carries. Pure. */
export function partsOf({ text, attachments }: Pick<OutboundMessage, 'text' | 'attachments'>): Part[] {
  const files = attachments.map((file) => ({ file, type: typeOf(file) }))
  const [only] = files
  const captioned = files.length === 1 && only!.type !== 'audio' && text.length <= maxCaptionChars
  const words: Part[] = text.trim() === '' || captioned ? [] : [{ type: 'text', text }]
  const caption = captioned ? text.trim() : ''
  return [...words, ...files.map(({ file, type }): Part => ({ type, file, caption }))]
}

/** What is no picture, film or sound to WhatsApp, or too large for one, goes as a document. */
function typeOf({ name, mediaType, sizeBytes }: OutboundAttachment): 'image' | 'video' | 'audio' | 'document' {
  const type = mediaType.split(';')[0]!.trim().toLowerCase()
  const known = Object.hasOwn(typeByMediaType, type) ? typeByMediaType[type] : undefined
  if (known && sizeBytes <= known.maxBytes) return known.type
  if (sizeBytes <= maxDocumentBytes) return 'document'
  const maxMiB = maxDocumentBytes / mib
  throw new ChannelError('permanent', 'file_too_large', whatsappWords.file_too_large({ name, maxMiB }))
}
