import type { InboundEvent, InboundMessageEvent, MessagePreview } from '../contract.ts'
import { ownWords } from '../../record/timeline/timeline.ts'

/** A line or two in a list. */
const beginningLength = 300
const lineLength = 300

/** What is shown of a message that is not on a thread. */
export function previewOf({ from, subject, text, content }: InboundMessageEvent): MessagePreview {
  const name = from.name?.trim()
  return cutPreview({
    sender: name ? `${name} <${from.value}>` : from.value,
    subject: subject ?? '',
    beginning: ownWords({ text, content }),
  })
}

/** The same of any event; undefined for what holds no words. */
export function previewOfEvent(event: InboundEvent): MessagePreview | undefined {
  if (event.type === 'message') return previewOf(event)
  if (event.type === 'edit' || event.type === 'reaction') {
    const { name, value } = event.from
    const words = event.type === 'edit' ? event.text : (event.emoji ?? '')
    return cutPreview({ sender: name?.trim() || value, subject: '', beginning: words })
  }
  return 'preview' in event ? event.preview : undefined
}

/** PostgreSQL holds neither U+0000 nor lone surrogates. */
export function cutPreview({ sender, subject, beginning }: MessagePreview): MessagePreview {
  return {
    sender: oneLine(sender, lineLength),
    subject: oneLine(subject, lineLength),
    beginning: oneLine(beginning, beginningLength),
  }
}

function oneLine(text: string, length: number): string {
  return text
    .slice(0, length * 4)
    .replaceAll('\u0000', '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, length)
    .toWellFormed()
}

/** The same of what is kept and of what is asked: "Café" and "cafe" find each other. */
export function foldForSearch(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
