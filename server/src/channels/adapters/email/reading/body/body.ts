import { hash } from 'node:crypto'
import { pgpKeysOf, pgpMessageIn } from '../containers/pgp.ts'
import { htmlToText } from '../html/to-text.ts'
import type { MailLimits, Problems } from '../limits.ts'
import type { MailAttachment } from '../mail-reading.ts'
import { cut, safeText } from '../text-safety.ts'
import { decodeText } from '../mime/charset.ts'
import { safeFileName } from './file-names.ts'
import { unflow } from './flowed.ts'
import { takeFiles } from './encoded-files.ts'
import { shownContentIds } from './shown-content-ids.ts'
import { openPart, type Opened } from './open-part.ts'
import { forwardedHeading } from './forwarded.ts'
import { decodeTransfer } from '../mime/transfer-encoding.ts'
import type { Part } from '../mime/tree.ts'

export interface MailBody {
  text: string
  html: string | null
  /** All of the text is in the form of RFC 3676. */
  isFlowed: boolean
  attachments: MailAttachment[]
  /** What was opened of it beside texts and files. */
  opened: Opened
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
  opened: Opened
  /** Of a winmail.dat: read where the mail has no other text. */
  fallback: Block | null
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
    opened: { encrypted: null, events: [], cards: [] },
    fallback: null,
    limits,
    problems,
  }
  collect(root, collected, { alternative: undefined, report: false, messageDepth: 0, isRoot: true })
  if (collected.fallback !== null && !collected.blocks.some(hasWords)) collected.blocks.push(collected.fallback)
  const html = joinHtml(collected)
  markInline(collected.attachments, html)
  const text = joinText(collected)
  const stray = safeText(decodeText(Buffer.from(root.strayText, 'latin1'), '', problems), problems)
  return {
    text: stray === '' ? text : `${stray}\n\n${text}`,
    html,
    isFlowed: collected.plainTexts.flowed > 0 && collected.plainTexts.flowed === collected.plainTexts.all,
    attachments: collected.attachments,
    opened: collected.opened,
  }
}

function hasWords({ plain, html }: Block): boolean {
  return (plain ?? '').trim() !== '' || (html !== null && htmlToText(html).trim() !== '')
}

/** Inline is what the HTML really shows, one file for each content id; whatever else the mail calls so is listed. */
function markInline(attachments: readonly MailAttachment[], html: string | null): void {
  const shown = html === null ? new Set<string>() : shownContentIds(html)
  for (const attachment of attachments) {
    attachment.inline = attachment.contentId !== null && shown.delete(attachment.contentId)
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
  if (isSigned(part)) return part.children.forEach((child) => collect(child, collected, place))
  if (part.mediaType === 'multipart/encrypted') noteEncrypted(part, collected)
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
    if (inner === undefined || place.report) return
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
  if (part.encrypted !== null) collected.opened.encrypted ??= part.encrypted
  if (!isBodyText(part, place)) {
    const inside = openPart(part, collected.opened, limits, problems)
    if (inside === null) return attach(part, collected)
    for (const file of inside.files) addFile(file, collected)
    if (inside.text !== null || inside.html !== null) {
      const safe = (text: string | null) => (text === null ? null : safeText(text.replace(/\r+\n?/g, '\n'), problems))
      collected.fallback ??= { plain: safe(inside.text), html: safe(inside.html) }
    }
    return
  }
  addText(part, collected, place)
}

/** What is signed in one piece; the signature is for programs, and stays in the raw mail. */
function isSigned({ mediaType, children }: Part): boolean {
  return children.length > 0 && !mediaType.startsWith('multipart/') && !mediaType.startsWith('message/')
}

/** PGP/MIME (RFC 3156): the second part is the message. */
function noteEncrypted({ children }: Part, { opened, problems }: Collected): void {
  const message = children.find(({ mediaType }) => mediaType !== 'application/pgp-encrypted')
  const text = message && decodeTransfer(message.body, message.encoding, problems).toString('latin1', 0, 128 * 1024)
  const armoured = text === undefined ? null : pgpMessageIn(text.replaceAll('\r', ''))
  opened.encrypted ??= { scheme: 'pgp', keys: armoured === null ? [] : pgpKeysOf(armoured) }
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
  const bytes = isHtml ? decodeTransfer(part.body, part.encoding, problems) : withoutFiles(part, collected)
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
  const armoured = isHtml ? null : pgpMessageIn(text)
  if (armoured !== null) collected.opened.encrypted ??= { scheme: 'pgp', keys: pgpKeysOf(armoured) }
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

/** A text of which the transfer encoding is that of a file is words around a file, or the file alone. */
function withoutFiles(part: Part, collected: Collected): Buffer {
  const { problems } = collected
  const isFile = /^(?:x-)?uue(?:ncode)?$/.test(part.encoding)
  const bytes = isFile ? part.body : decodeTransfer(part.body, part.encoding, problems)
  const { rest, files } = takeFiles(bytes, problems)
  for (const file of files) addFile({ ...file, mediaType: null, contentId: null }, collected)
  return isFile && files.length === 0 ? decodeTransfer(part.body, part.encoding, problems) : rest
}

interface FoundFile {
  name: string
  content: Buffer
  mediaType: string | null
  contentId: string | null
}

function addFile({ name, content, mediaType, contentId }: FoundFile, collected: Collected): void {
  const { attachments, limits, problems } = collected
  if (isFull(collected)) return
  const type =
    mediaType !== null && /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType.toLowerCase() : 'application/octet-stream'
  attachments.push({
    name: safeFileName(name, type, attachments.length + 1, limits.fileNameChars, problems),
    mediaType: type,
    sizeBytes: content.length,
    sha256: hash('sha256', content, 'hex'),
    contentId: contentId === null ? null : cut(safeText(contentId, problems), limits.messageIdChars),
    inline: false,
    content,
  })
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
    inline: false,
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
