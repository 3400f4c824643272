import { hash } from 'node:crypto'
import { htmlToText } from '../html/to-text.ts'
import type { MailLimits, Problems } from '../limits.ts'
import type { MailAttachment } from '../mail-reading.ts'
import { cut, safeText } from '../text-safety.ts'
import { decodeText } from '../mime/charset.ts'
import { safeFileName } from './file-names.ts'
import { unflow } from './flowed.ts'
import { takeUuFiles } from './uuencoded.ts'
import { forwardedHeading } from './forwarded.ts'
import { decodeTransfer } from '../mime/transfer-encoding.ts'
import type { Part } from '../mime/tree.ts'

export interface MailBody {
  text: string
  html: string | null
  /** All of the text is in the form of RFC 3676. */
  isFlowed: boolean
  attachments: MailAttachment[]
}

/** One stretch of what is shown: the two forms of one alternative, or a single text part. */
interface Block {
  plain: string | null
  html: string | null
}

interface Collected {
  blocks: Block[]
  /** Plain texts, and how many of them are flowed. */
  plainTexts: { all: number; flowed: number }
  attachments: MailAttachment[]
  limits: MailLimits
  problems: Problems
}

/** Other forms of the same text, for clients that animate or fit a wrist: the text itself is there beside them. */
const ignoredAlternatives = new Set(['text/x-amp-html', 'text/watch-html', 'text/x-watch-html'])

/** Sorts the leaves of a mail into what is read and what is attached. */
export function readBody(root: Part, limits: MailLimits, problems: Problems): MailBody {
  const collected: Collected = {
    blocks: [],
    plainTexts: { all: 0, flowed: 0 },
    attachments: [],
    limits,
    problems,
  }
  collect(root, collected, { alternative: undefined, report: false, messageDepth: 0, isRoot: true })
  const html = joinHtml(collected)
  const text = joinText(collected)
  const stray = safeText(decodeText(Buffer.from(root.strayText, 'latin1'), '', problems), problems)
  return {
    text: stray === '' ? text : `${stray}\n\n${text}`,
    html,
    isFlowed: collected.plainTexts.flowed > 0 && collected.plainTexts.flowed === collected.plainTexts.all,
    attachments: collected.attachments,
  }
}

interface Place {
  /** The block that the forms of an alternative share. */
  alternative: Block | undefined
  /** Inside a multipart/report: its parts are evidence, not text to read. */
  report: boolean
  messageDepth: number
  isRoot: boolean
}

function collect(part: Part, collected: Collected, place: Place): void {
  const { limits, problems } = collected
  if (part.mediaType.startsWith('multipart/') && part.children.length > 0) {
    let alternative = place.alternative
    if (part.mediaType === 'multipart/alternative' && alternative === undefined) {
      alternative = { plain: null, html: null }
      collected.blocks.push(alternative)
    }
    const report = place.report || part.mediaType === 'multipart/report'
    for (const child of part.children) collect(child, collected, { ...place, alternative, report, isRoot: false })
    return
  }
  if (part.mediaType === 'message/rfc822' || part.mediaType === 'message/global') {
    if (place.messageDepth === 0) attach(part, collected)
    const inner = part.children[0]
    if (inner === undefined || place.report || part.disposition === 'attachment') return
    if (place.messageDepth >= limits.messageDepth) {
      problems.note('A mail attached to an attached mail was not shown in the text.')
      return
    }
    collected.blocks.push({ plain: forwardedHeading(inner, limits, problems), html: null })
    collect(inner, collected, {
      alternative: undefined,
      report: false,
      messageDepth: place.messageDepth + 1,
      isRoot: true,
    })
    return
  }
  if (place.alternative !== undefined && ignoredAlternatives.has(part.mediaType)) return
  if (!isBodyText(part, place)) return attach(part, collected)
  addText(part, collected, place)
}

function isBodyText(part: Part, place: Place): boolean {
  if (part.mediaType !== 'text/plain' && part.mediaType !== 'text/html') return false
  // A mail that is nothing but a text is that text, whatever it calls itself.
  if (place.isRoot && place.messageDepth === 0) return true
  return part.disposition !== 'attachment' && part.fileName === null
}

function addText(part: Part, collected: Collected, place: Place): void {
  const { limits, problems } = collected
  const isHtml = part.mediaType === 'text/html'
  const bytes = decodeTransfer(part.body, part.encoding, problems)
  const maxChars = isHtml ? limits.htmlChars : limits.textChars
  let text = decodeText(
    bytes.length > 4 * maxChars ? bytes.subarray(0, 4 * maxChars) : bytes,
    part.params.get('charset') ?? (isHtml ? charsetInHtml(bytes) : undefined),
    problems,
  )
  if (text.includes('\r')) text = text.replace(/\r+\n?/g, '\n')
  text = safeText(text, problems)
  if (text.length > maxChars) {
    text = cut(text, maxChars)
    problems.note('A text was too long to show; it is attached whole.')
    attach(part, collected)
  }
  if (!isHtml) collected.plainTexts.all++
  if (!isHtml && part.params.get('format')?.toLowerCase() === 'flowed') {
    collected.plainTexts.flowed++
    text = unflow(text, part.params.get('delsp')?.toLowerCase() === 'yes')
  }
  if (!isHtml) text = withoutUuFiles(text, collected)
  const field = isHtml ? 'html' : 'plain'
  if (place.alternative === undefined)
    collected.blocks.push({ plain: isHtml ? null : text, html: isHtml ? text : null })
  else if (place.alternative[field] === null) place.alternative[field] = text
  else place.alternative[field] += `\n${text}`
}

/** What the page says of itself, where its header says nothing. */
function charsetInHtml(bytes: Buffer): string | undefined {
  return /<meta\s[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(bytes.toString('latin1', 0, 2048))?.[1]
}

function withoutUuFiles(text: string, collected: Collected): string {
  const { attachments, limits, problems } = collected
  const { text: rest, files } = takeUuFiles(text, problems)
  for (const { name, content } of files) {
    if (isFull(collected)) break
    attachments.push({
      name: safeFileName(name, 'application/octet-stream', attachments.length + 1, limits.fileNameChars, problems),
      mediaType: 'application/octet-stream',
      sizeBytes: content.length,
      sha256: hash('sha256', content, 'hex'),
      contentId: null,
      inline: false,
      content,
    })
  }
  return rest
}

function isFull({ attachments, limits, problems }: Collected): boolean {
  if (attachments.length < limits.attachments) return false
  problems.note('There were too many attachments; the rest was left in the raw mail.')
  return true
}

function attach(part: Part, collected: Collected): void {
  const { attachments, limits, problems } = collected
  if (isFull(collected)) return
  const content = decodeTransfer(part.body, part.encoding, problems)
  // An empty part that nobody named is a slip of the mailer.
  if (content.length === 0 && part.fileName === null) return
  const position = attachments.length + 1
  attachments.push({
    name: safeFileName(part.fileName, part.mediaType, position, limits.fileNameChars, problems),
    mediaType: part.mediaType,
    sizeBytes: content.length,
    sha256: hash('sha256', content, 'hex'),
    contentId: part.contentId === null ? null : cut(safeText(part.contentId, problems), limits.messageIdChars),
    inline: part.disposition === 'inline' || (part.disposition !== 'attachment' && part.contentId !== null),
    content,
  })
}

function joinText({ blocks, limits, problems }: Collected): string {
  const texts = blocks.map((block) => {
    if (block.plain !== null && (block.html === null || isUsable(block.plain, block.html))) return block.plain
    return block.html === null ? '' : htmlToText(block.html)
  })
  const text = texts.length === 1 ? texts[0]! : texts.filter((each) => each.trim() !== '').join('\n\n')
  if (text.length <= limits.textChars) return text
  problems.note('The text was too long and was cut.')
  return cut(text, limits.textChars)
}

/** Some mailers put "this mail needs HTML" where the text should be: short, while the HTML has much to say. */
function isUsable(plain: string, html: string): boolean {
  const text = plain.trim()
  if (text.length > 200) return true
  if (text === '') return html.trim() === ''
  if (!/html|view (?:this|the) (?:e-?mail|message)|javascript/i.test(text)) return true
  return htmlToText(html).trim().length < 4 * text.length
}

function joinHtml({ blocks, limits, problems }: Collected): string | null {
  if (!blocks.some((block) => block.html !== null && block.html.trim() !== '')) return null
  const html =
    blocks.length === 1 ? blocks[0]!.html! : blocks.map((block) => block.html ?? asHtml(block.plain ?? '')).join('\n')
  if (html.length <= limits.htmlChars) return html
  problems.note('The HTML was too long and was cut.')
  return cut(html, limits.htmlChars)
}

function asHtml(plain: string): string {
  if (plain.trim() === '') return ''
  const escaped = plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return `<div style="white-space: pre-wrap">${escaped}</div>`
}
