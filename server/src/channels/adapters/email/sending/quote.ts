import type { QuotedConversation, QuotedMessage } from '../../../contract.ts'
import { oneLine } from '../../../../lib/one-line.ts'
import { quotableHtml } from '../reading/reading.ts'
import { dateOf, quoteWords, type QuoteWords } from './quote-words.ts'
import { textToHtml } from './text-to-html.ts'

/** What is below an answer, in both forms; each ends its line. */
export interface RenderedQuote {
  text: string
  html: string
}

/** Of one message, and of all together. An answer that quotes us is compared with 60,000 characters of the thread. */
const maxMessageChars = 8000
const maxChars = 40_000
const maxHtmlChars = 64 * 1024
/** Columns get narrow: what is older stands at the same depth, one below the other. */
const maxDepth = 5
const maxNameChars = 100

/**
 * Quotes the conversation the way mail programs do, each message within the one that answers it, so that they fold it: marks in
 * plain text, and in HTML the elements that Gmail, Outlook and Apple Mail look for. Pure.
 */
export function renderQuote({ messages, hasMore }: QuotedConversation, language: string): RenderedQuote {
  const words = quoteWords(language)
  const { fitting, isCut } = fit(messages, words)
  const rows = fitting.map((message) => ({ ...message, above: aboveOf(message, language, words) }))
  const more = hasMore || isCut ? words.more : null
  return { text: textOf(rows, more), html: htmlOf(rows, { more, words }) }
}

interface Row extends QuotedMessage {
  above: string
  isCut: boolean
}

function fit(messages: readonly QuotedMessage[], { cut }: QuoteWords) {
  const fitting: (QuotedMessage & { isCut: boolean })[] = []
  let left = maxChars
  for (const message of messages) {
    if (left <= 0) break
    const whole = message.text.replace(/\r\n?/g, '\n').trim()
    const text = whole.slice(0, Math.min(left, maxMessageChars)).toWellFormed()
    left -= text.length
    const isCut = text.length < whole.length
    fitting.push({ ...message, text: isCut ? `${text.trimEnd()}\n${cut}` : text, isCut })
  }
  return { fitting, isCut: fitting.length < messages.length }
}

function aboveOf({ authorName, writtenAt }: QuotedMessage, language: string, { above }: QuoteWords): string {
  // A name is its owner's: in one go, so that it fills in nothing itself.
  const values = { date: dateOf(writtenAt, language), name: oneLine(authorName, maxNameChars) || '?' }
  return above.replace(/\{(date|name)\}/g, (_, key: 'date' | 'name') => values[key])
}

function textOf(rows: readonly Row[], more: string | null): string {
  const lines: string[] = []
  const quote = (depth: number, text: string): void => {
    const marks = '>'.repeat(depth)
    for (const line of text.split('\n')) lines.push(line === '' ? marks : `${marks}${depth > 0 ? ' ' : ''}${line}`)
  }
  rows.forEach(({ above, text }, i) => {
    const depth = Math.min(i, maxDepth - 1)
    if (i > 0) quote(depth, '')
    quote(depth, above)
    quote(depth + 1, text)
  })
  if (more !== null) {
    const depth = Math.min(rows.length, maxDepth)
    quote(depth, '')
    quote(depth, more)
  }
  return `${lines.join('\n')}\n`
}

const line = 'margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex'

function htmlOf(rows: readonly Row[], { more, words }: { more: string | null; words: QuoteWords }): string {
  let left = maxHtmlChars
  const bodies = rows.map((row) => {
    const html = row.isCut || row.html === null ? '' : quotableHtml(row.html, { ...foldingOf(row), ...words })
    if (html === '' || html.length > left) return textToHtml(row.text)
    left -= html.length
    return html
  })
  let inner = more === null ? '' : textToHtml(more)
  for (let i = rows.length - 1; i >= 0; i--) {
    const above = `<div ${i === 0 ? 'id="divRplyFwdMsg" ' : ''}class="gmail_attr">${inHtml(rows[i]!.above)}<br></div>`
    const isFlat = i >= maxDepth - 1 && i + 1 < rows.length
    // Beyond the depth the older one stands behind the quote, not in it.
    const quote = (within: string): string =>
      `${above}<blockquote class="gmail_quote" type="cite" style="${line}">${bodies[i]!}${within}</blockquote>`
    inner = isFlat ? `${quote('')}${inner}` : quote(inner)
  }
  return `<div id="appendonsend"></div><div class="gmail_quote gmail_quote_container">${inner}</div>`
}

function foldingOf({ content }: QuotedMessage) {
  return content.type === 'email' ? { subject: content.subject, folded: content } : {}
}

function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
