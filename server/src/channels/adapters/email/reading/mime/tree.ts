import type { Encrypted } from '@throughline/protocol/timeline/content/mail-parts.ts'
import { readCms } from '../containers/cms.ts'
import type { MailLimits, Problems } from '../limits.ts'
import { guessBoundary, spellingsOf, splitAtBoundary, type Sections } from './boundaries.ts'
import { decodeRawHeader, headersOf, readHeaderBlock, type Headers } from './headers.ts'
import { decodeEncodedWords, parseStructured } from './parameters.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/** One node of a mail: a leaf with a body, a multipart with parts, or an attached mail with its root as only child. */
export interface Part {
  headers: Headers
  /** Lower case; what the place implies where none is declared. */
  mediaType: string
  typeDeclared: boolean
  params: ReadonlyMap<string, string>
  disposition: string
  /** As the sender gave it, decoded: not yet safe to use. */
  fileName: string | null
  contentId: string | null
  encoding: string
  /** Transfer-encoded still; of a multipart that has parts, empty. */
  body: Buffer
  children: Part[]
  /** Text found where header fields should have been. */
  strayText: string
  /** Set where the body can only be read with a key. */
  encrypted: Encrypted | null
}

interface Context {
  limits: MailLimits
  problems: Problems
  parts: number
  /** Header charset, for raw bytes in file names. */
  charset: string | undefined
}

/** Reads the structure; the bodies of leaves stay slices of `raw`. Never throws: what can't be split is a leaf. */
export function readTree(raw: Buffer, limits: MailLimits, problems: Problems): Part {
  const context: Context = { limits, problems, parts: 0, charset: undefined }
  const bytes = withNewlines(raw, problems)
  return readEntity(bytes, 0, bytes.length, 'text/plain', 0, context)
}

/** A mail whose lines end with CR alone has no lines for anyone else. */
function withNewlines(raw: Buffer, problems: Problems): Buffer {
  if (raw.includes(10) || !raw.includes(13)) return raw
  problems.note('Line ends were repaired.')
  return Buffer.from(raw.toString('latin1').replaceAll('\r', '\n'), 'latin1')
}

function readEntity(
  bytes: Buffer,
  start: number,
  end: number,
  impliedType: string,
  depth: number,
  context: Context,
): Part {
  context.parts++
  const { headers, bodyStart, strayText } = readHeaderBlock(
    bytes,
    start,
    end,
    context.limits.headerBytes,
    context.problems,
  )
  const declared = parseStructured(headerText(headers.first('content-type'), context))
  context.charset ??= declared.params.get('charset')
  const dispositionField = parseStructured(headerText(headers.first('content-disposition'), context))
  const name = dispositionField.params.get('filename') ?? declared.params.get('name') ?? null
  const part: Part = {
    headers,
    mediaType: /^[\w.+-]+\/[\w.+-]+$/.test(declared.value) ? declared.value : impliedType,
    typeDeclared: declared.value !== '',
    params: declared.params,
    disposition: dispositionField.value,
    fileName: name === null ? null : decodeEncodedWords(name),
    contentId:
      headers
        .first('content-id')
        ?.replace(/^\s*<|>\s*$/g, '')
        .trim() || null,
    encoding:
      /[\w-]+/.exec((headers.first('content-transfer-encoding') ?? '').replace(/\([^)]*\)/g, ''))?.[0]?.toLowerCase() ??
      '',
    body: bytes.subarray(bodyStart, end),
    children: [],
    strayText,
    encrypted: null,
  }
  if (part.mediaType.startsWith('multipart/')) readMultipart(part, bytes, bodyStart, end, depth, context)
  else if (part.mediaType === 'message/rfc822' || part.mediaType === 'message/global') readMessage(part, depth, context)
  else if (isCms(part)) readSealed(part, depth, context)
  else if (isMessageFile(part)) readMessageFile(part, depth, context)
  else if (depth === 0 && !part.typeDeclared) readUndeclared(part, bytes, bodyStart, end, context)
  return part
}

function headerText(value: string | undefined, context: Context): string | undefined {
  return value === undefined ? undefined : decodeRawHeader(value, context.charset, context.problems)
}

function readMultipart(part: Part, bytes: Buffer, start: number, end: number, depth: number, context: Context): void {
  const { limits, problems } = context
  if (depth >= limits.depth) {
    problems.note('Parts nested too deep were kept as one attachment.')
    part.mediaType = 'application/octet-stream'
    return
  }
  if (part.encoding === 'base64' || part.encoding === 'quoted-printable') {
    // Forbidden, and seen: the whole multipart is encoded. Its delimiters show only after decoding.
    const decoded = decodeTransfer(part.body, part.encoding, problems)
    if (decoded.includes('\n--') || decoded.subarray(0, 2).equals(Buffer.from('--'))) {
      problems.note('A multipart was transfer-encoded as a whole.')
      part.encoding = ''
      return readSections(part, decoded, 0, decoded.length, depth, context)
    }
  }
  readSections(part, bytes, start, end, depth, context)
}

function readSections(part: Part, bytes: Buffer, start: number, end: number, depth: number, context: Context): void {
  const { limits, problems } = context
  const room = Math.max(0, limits.parts - context.parts)
  const declared = part.params.get('boundary') ?? ''
  // The header was decoded for display; the delimiter is compared as bytes.
  const boundary = Buffer.from(declared, 'utf8').toString('latin1')
  let sections: Sections | undefined
  for (const each of spellingsOf(boundary)) {
    sections = splitAtBoundary(bytes, start, end, each, room, problems)
    if (sections.parts.length > 0) break
  }
  if (sections === undefined || sections.parts.length === 0) {
    const guess = guessBoundary(bytes, start, end, boundary)
    if (guess !== undefined) {
      problems.note('A multipart named no boundary, or a wrong one; it was found in the text.')
      sections = splitAtBoundary(bytes, start, end, guess, room, problems)
    }
  }
  if (sections === undefined && part.params.has('boundary'))
    sections = splitAtBoundary(bytes, start, end, '', room, problems)
  if (sections === undefined || sections.parts.length === 0) {
    problems.note('A multipart had no parts; what it held was read as text.')
    part.mediaType = 'text/plain'
    part.body = bytes.subarray(start, sections?.preambleEnd ?? end)
    return
  }
  const impliedType = part.mediaType === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  for (const section of sections.parts) {
    if (context.parts >= limits.parts) {
      problems.note('The mail has too many parts; the rest was not read.')
      break
    }
    part.children.push(readEntity(bytes, section.start, section.end, impliedType, depth + 1, context))
  }
  part.body = bytes.subarray(end, end)
}

function readMessage(part: Part, depth: number, context: Context): void {
  if (depth >= context.limits.depth) {
    context.problems.note('Parts nested too deep were kept as one attachment.')
    return
  }
  const inner = decodeTransfer(part.body, part.encoding, context.problems)
  // An attached mail may begin with the empty lines that separate it from the part's own header.
  let start = 0
  while (inner[start] === 13 || inner[start] === 10) start++
  if (start < inner.length && context.parts < context.limits.parts) {
    part.children.push(readEntity(inner, start, inner.length, 'text/plain', depth + 1, context))
  }
}

function isCms({ mediaType, fileName }: Part): boolean {
  if (mediaType === 'application/pkcs7-mime' || mediaType === 'application/x-pkcs7-mime') return true
  return mediaType === 'application/octet-stream' && /\.p7m$/i.test(fileName ?? '')
}

/** Opaque S/MIME: what is signed is a mail part of its own, and is read like one. Whether the signature holds is not asked. */
function readSealed(part: Part, depth: number, context: Context): void {
  const { limits, problems } = context
  const cms = readCms(decodeTransfer(part.body, part.encoding, problems))
  if (cms === null) return
  if (cms.kind === 'encrypted') {
    part.encrypted = { scheme: 'smime', keys: cms.keys }
  } else if (depth >= limits.depth || context.parts >= limits.parts) {
    problems.note('Parts nested too deep were kept as one attachment.')
  } else {
    part.children.push(readEntity(cms.content, 0, cms.content.length, 'text/plain', depth + 1, context))
  }
}

/** A mail that was saved and attached as a file. */
function isMessageFile({ mediaType, fileName }: Part): boolean {
  return /\.eml$/i.test(fileName ?? '') && !mediaType.startsWith('multipart/') && !mediaType.startsWith('image/')
}

function readMessageFile(part: Part, depth: number, context: Context): void {
  const start = decodeTransfer(part.body.subarray(0, 4096), part.encoding, context.problems).toString('latin1', 0, 2000)
  if (
    !/^\s*(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){2}/.test(start) ||
    !/^(?:from|received|message-id|return-path)[ \t]*:/im.test(start)
  )
    return
  part.mediaType = 'message/rfc822'
  readMessage(part, depth, context)
}

/** Old bounces are multiparts that forgot to say so. */
function readUndeclared(part: Part, bytes: Buffer, start: number, end: number, context: Context): void {
  if (!/\ncontent-type:/i.test(bytes.toString('latin1', start, Math.min(end, start + 65_536)))) return
  const guess = guessBoundary(bytes, start, end)
  if (guess === undefined) return
  const sections = splitAtBoundary(bytes, start, end, guess, context.limits.parts, context.problems)
  if (sections.parts.length < 2) return
  context.problems.note('A multipart without a declaration was found in the text.')
  part.mediaType = 'multipart/mixed'
  for (const section of sections.parts) {
    part.children.push(readEntity(bytes, section.start, section.end, 'text/plain', 1, context))
  }
  if (bytes.subarray(start, sections.preambleEnd).toString('latin1').trim() !== '') {
    part.children.unshift(textLeaf(bytes.subarray(start, sections.preambleEnd)))
  }
  part.body = bytes.subarray(end, end)
}

function textLeaf(body: Buffer): Part {
  return {
    headers: headersOf([]),
    mediaType: 'text/plain',
    typeDeclared: false,
    params: new Map(),
    disposition: '',
    fileName: null,
    contentId: null,
    encoding: '',
    body,
    children: [],
    strayText: '',
    encrypted: null,
  }
}
