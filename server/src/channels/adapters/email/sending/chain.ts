import type { OutboundMessage } from '../../../contract.ts'
import { oneLine } from '../../../../lib/one-line.ts'

type Earlier = OutboundMessage['earlier']

/** How the answer hangs on what came before (RFC 5322, 3.6.4). Message-IDs are without angle brackets. */
export interface Chain {
  inReplyTo: string | null
  references: string[]
}

/** The first names the root of the thread, the last ones its newest mails; a header is no place for hundreds. */
const lastReferences = 20

export function chainOf(earlier: Earlier): Chain {
  const usable = earlier.filter(({ reference }) => isMessageId(reference))
  const inReplyTo = (usable.findLast(({ direction }) => direction === 'in') ?? usable.at(-1))?.reference ?? null
  if (inReplyTo === null) return { inReplyTo, references: [] }
  // Mail programs hang a mail on the last of its References, so what it answers stands there.
  const others = [...new Set(usable.map(({ reference }) => reference))].filter((id) => id !== inReplyTo)
  const kept = others.length < lastReferences ? others : [others[0]!, ...others.slice(1 - lastReferences)]
  return { inReplyTo, references: [...kept, inReplyTo] }
}

/** Customers choose theirs: nothing goes into a header that could end it or begin another. */
function isMessageId(reference: string): boolean {
  return /^[\u0021-\u003b\u003d\u003f-\u007e]{1,500}$/.test(reference)
}

/** `Re: ` once, whatever the other side's mail program calls it. */
export function subjectOf(message: OutboundMessage): string {
  const last = message.earlier.findLast(({ subject }) => subject !== null)?.subject ?? null
  const subject = oneLine(message.subject ?? last ?? '')
  if (message.earlier.length > 0) return `Re: ${withoutReplyMarks(subject) || 'your message'}`
  return subject || firstWords(message.text)
}

/** English, German, Dutch, Scandinavian, Romance, Polish, Finnish, Turkish, Chinese: what programs put before it. */
const replyMark =
  /^(?:(?:re|aw|antw|antwort|sv|vs|r|res|rif|ref|odp|ynt|回复|回覆|答复)(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)+/i

export function withoutReplyMarks(subject: string): string {
  return subject.replace(replyMark, '')
}

function firstWords(text: string): string {
  const line = oneLine(text.trim().split('\n')[0] ?? '')
  return line.length <= 70 ? line : `${line.slice(0, 70).replace(/\s+\S*$/, '')}…`
}
