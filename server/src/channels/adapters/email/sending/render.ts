import MailComposer from 'nodemailer/lib/mail-composer'
import type { OutboundAttachment, OutboundMessage } from '../../../contract.ts'
import { domainOf } from '../addresses.ts'
import { htmlToText, sanitizeOutgoingHtml } from '../reading/reading.ts'
import { hashOf, loopHeader, messageIdFor } from '../our-marks.ts'
import type { EmailSettings } from '../settings.ts'
import { addressingOf } from './addressing.ts'
import { chainOf, subjectOf } from './chain.ts'
import { renderQuote, type RenderedQuote } from './quote.ts'
import { textToHtml } from './text-to-html.ts'

export interface RenderedMail {
  /** Without angle brackets. */
  messageId: string
  envelope: { from: string; to: string[] }
  subject: string
  text: string
  raw: Buffer
}

/** An attachment with its bytes. */
export type LoadedAttachment = Omit<OutboundAttachment, 'read'> & { content: Uint8Array }

/**
 * The mail that leaves, as bytes. Pure, and the same to the byte for the same message, so that a second attempt after
 * a crash is a copy and not another mail.
 */
export async function renderMail(
  message: OutboundMessage,
  attachments: readonly LoadedAttachment[],
  channel: { id: string; settings: EmailSettings; from: string },
): Promise<RenderedMail> {
  const { settings } = channel
  const { from, to, alsoTo, cc, bcc, replyTo } = addressingOf(message, settings, channel.from)
  const messageId = messageIdFor(message.messageKey, domainOf(from.address))
  const subject = subjectOf(message)
  const { inReplyTo, references } = chainOf(message.earlier)
  const signature = signatureOf(message, settings)
  const quote = message.quoted === null ? null : renderQuote(message.quoted, message.business.language)
  const text = message.forwarded
    ? aboveForwarded(message, signature)
    : withQuote(withSignature(textOf(message), signature), quote)
  const mail = new MailComposer({
    from,
    to: [to, ...alsoTo.map((address) => ({ name: '', address }))],
    cc: cc.map((address) => ({ name: '', address })),
    ...(replyTo === null ? {} : { replyTo: { name: from.name, address: replyTo } }),
    subject,
    messageId: `<${messageId}>`,
    date: message.writtenAt,
    ...(inReplyTo === null ? {} : { inReplyTo: `<${inReplyTo}>` }),
    references: references.map((reference) => `<${reference}>`),
    headers: marksOf(message, channel.id),
    text,
    html: htmlOf(message, signature, quote),
    attachments: attachments.map(({ name, mediaType, content, inline, contentId }) => ({
      filename: name,
      contentType: mediaType,
      content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      ...(inline && contentId !== null ? { cid: contentId, contentDisposition: 'inline' } : {}),
    })),
    baseBoundary: hashOf(message.idempotencyKey),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const raw = await mail.compile().build()
  return { messageId, envelope: { from: from.address, to: [to.address, ...alsoTo, ...cc, ...bcc] }, subject, text, raw }
}

/** Who writes, and below for whom: the person's own, then the channel's or else the company's. One block, one mark. */
function signatureOf({ authorSignature, business }: OutboundMessage, settings: EmailSettings): string {
  const ofUs = settings.signature.trim() || business.signature.trim()
  return [authorSignature.trim(), ofUs].filter((part) => part !== '').join('\n\n')
}

/**
 * RFC 3834: a machine's mail says so, that no other machine answers it. Exchange has a header of its own for that;
 * ours does not suppress reports of failed delivery, which we want.
 */
function marksOf({ automatic, earlier }: OutboundMessage, channelId: string): Record<string, string> {
  const loop = { [loopHeader]: channelId }
  if (!automatic) return loop
  const kind = earlier.length > 0 ? 'auto-replied' : 'auto-generated'
  return { ...loop, 'Auto-Submitted': kind, 'X-Auto-Response-Suppress': 'OOF, AutoReply' }
}

/** Every mail has a text: not all programs show HTML, and those that look for spam miss it. */
function textOf({ text, html }: OutboundMessage): string {
  return text.trim() === '' && html !== null ? htmlToText(html) : text
}

function withSignature(text: string, signature: string): string {
  const body = text.replace(/\r\n?/g, '\n').trimEnd()
  return signature === '' ? `${body}\n` : `${body}\n\n-- \n${signature}\n`
}

function withQuote(text: string, quote: RenderedQuote | null): string {
  return quote === null ? text : `${text}\n${quote.text}`
}

/** Without the mark of a signature: mail programs take all that stands below it for one. */
function aboveForwarded({ text, forwarded }: OutboundMessage, signature: string): string {
  const parts = [text, signature, forwarded!.text].map((part) => part.replace(/\r\n?/g, '\n').trimEnd())
  return `${parts.filter((part) => part.trim() !== '').join('\n\n')}\n`
}

function htmlOf({ html, text, forwarded }: OutboundMessage, signature: string, quote: RenderedQuote | null): string {
  // Cleaned when it was written, and once more: what an earlier version stored leaves by the same rules.
  const body = (html === null ? '' : sanitizeOutgoingHtml(html)) || textToHtml(text)
  if (forwarded) {
    const parts = [body, textToHtml(signature), forwardedHtml(forwarded)]
    return withDirections(parts.filter((part) => part !== '').join('\n<br>\n'))
  }
  const signed = signature === '' ? body : `${body}\n<div>-- <br>${textToHtml(signature)}</div>`
  return withDirections(quote === null ? signed : `${signed}\n<br>\n${quote.html}`)
}

function forwardedHtml({ html, text }: NonNullable<OutboundMessage['forwarded']>): string {
  return (html === null ? '' : sanitizeOutgoingHtml(html)) || textToHtml(text)
}

const rightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u

/** Where something is written from right to left, each block takes its direction from its first letters. */
function withDirections(html: string): string {
  if (!rightToLeft.test(html)) return html
  return html.replace(/<(p|div|li|ul|ol|blockquote|h[1-6])(?=[\s>])(?![^>]*\sdir=)/g, '<$1 dir="auto"')
}
