import { decodeText } from '../mime/charset.ts'
import type { Problems } from '../limits.ts'
import { decompressRtf, readRtf } from './rtf.ts'

/** What "winmail.dat" holds (MS-OXTNEF): the mail once more, in Outlook's own form. */
export interface TnefContent {
  text: string | null
  html: string | null
  files: TnefFile[]
  /** False when it is cut off, or more than is read. */
  isWhole: boolean
}

export interface TnefFile {
  name: string
  content: Buffer
  contentId: string | null
  mediaType: string | null
}

export interface TnefLimits {
  attachments: number
  textChars: number
  htmlChars: number
}

const signature = 0x223e9f78
const level = { message: 1, attachment: 2 }
const attribute = {
  title: 0x8010,
  data: 0x800f,
  renderData: 0x9002,
  properties: 0x9005,
  messageProperties: 0x9003,
  body: 0x800c,
  codePage: 0x9007,
}
const tag = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  displayName: 0x3001,
  data: 0x3701,
  fileName: 0x3704,
  longName: 0x3707,
  mediaType: 0x370e,
  contentId: 0x3712,
}
/** Attributes looked at; a real file has a few dozen, and a dozen for each attachment. */
const maxAttributes = 20_000
const maxProperties = 2000
const maxValues = 200
/** A mail within a mail within … in this form. */
const maxDepth = 3

/** Null for what is not in this form. What is cut off is read up to there. */
export function readTnef(bytes: Buffer, limits: TnefLimits, problems: Problems, depth = 0): TnefContent | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return null
  const found: TnefContent = { text: null, html: null, files: [], isWhole: true }
  let charset = 'windows-1252'
  let file: TnefFile | null = null
  let at = 6
  for (let i = 0; i < maxAttributes && at + 9 <= bytes.length; i++) {
    const where = bytes[at]!
    const id = bytes.readUInt16LE(at + 1)
    const length = bytes.readUInt32LE(at + 5)
    const start = at + 9
    const end = start + length
    if (end > bytes.length) {
      problems.note('A winmail.dat is cut off; what was there was read.')
      found.isWhole = false
      break
    }
    const value = bytes.subarray(start, end)
    // A checksum of two bytes follows.
    at = end + 2
    if (where === level.attachment && id === attribute.renderData) {
      file = null
      if (found.files.length >= limits.attachments) {
        problems.note('There were too many attachments; the rest was left in the raw mail.')
        break
      }
      file = { name: '', content: Buffer.alloc(0), contentId: null, mediaType: null }
      found.files.push(file)
    } else if (where === level.attachment && file !== null) {
      readAttachment(id, value, file, { charset, limits, problems, depth, found })
    } else if (where === level.message) {
      if (id === attribute.codePage && length >= 4) charset = charsetOf(value.readUInt32LE(0))
      else if (id === attribute.body)
        found.text ??= trimNul(decodeText(value, charset, problems)).slice(0, limits.textChars)
      else if (id === attribute.messageProperties) readMessage(value, found, charset, limits, problems)
    }
  }
  if (at < bytes.length && bytes.length - at >= 9) found.isWhole = false
  found.files = found.files.filter(({ content }) => content.length > 0)
  return found
}

interface Around {
  charset: string
  limits: TnefLimits
  problems: Problems
  depth: number
  found: TnefContent
}

function readAttachment(id: number, value: Buffer, file: TnefFile, around: Around): void {
  const { charset, problems } = around
  if (id === attribute.title) file.name ||= trimNul(decodeText(value, charset, problems))
  else if (id === attribute.data) file.content = value
  else if (id === attribute.properties) {
    for (const { property, data, type } of propertiesOf(value)) {
      const text = () => stringOf(data, type, charset, problems)
      if (property === tag.longName) file.name = text() || file.name
      else if (property === tag.fileName || property === tag.displayName) file.name ||= text()
      else if (property === tag.mediaType) file.mediaType = text() || null
      else if (property === tag.contentId) file.contentId = text() || null
      else if (property === tag.data && file.content.length === 0) {
        file.content = type === 0x0d ? data.subarray(16) : data
        if (type === 0x0d) openInner(file, around)
      }
    }
  }
}

/** A mail attached to a mail is TNEF again: its files are listed with the others, its words are a text file. */
function openInner(file: TnefFile, { limits, problems, depth, found }: Around): void {
  const inner = depth < maxDepth ? readTnef(file.content, limits, problems, depth + 1) : null
  if (inner === null) return
  for (const each of inner.files) if (found.files.length < limits.attachments) found.files.push(each)
  const said = inner.html ?? inner.text
  if (said === null) return
  file.content = Buffer.from(said, 'utf8')
  file.name = `${file.name || 'message'}.${inner.html === null ? 'txt' : 'html'}`
}

function readMessage(value: Buffer, found: TnefContent, charset: string, limits: TnefLimits, problems: Problems): void {
  for (const { property, data, type } of propertiesOf(value)) {
    if (property === tag.body) found.text = stringOf(data, type, charset, problems).slice(0, limits.textChars)
    else if (property === tag.html) found.html = trimNul(decodeText(data, charset, problems)).slice(0, limits.htmlChars)
    else if (property === tag.rtf && found.html === null) {
      const { text, isHtml } = readRtf(decompressRtf(data, 2 * limits.htmlChars), (bytes) =>
        decodeText(bytes, charset, problems),
      )
      if (isHtml) found.html = text.slice(0, limits.htmlChars)
      else found.text ??= text.slice(0, limits.textChars)
    }
  }
}

interface Property {
  property: number
  type: number
  data: Buffer
}

/** MAPI properties: a type, a tag, perhaps a name, and a value whose width the type says. Ends where it makes no sense. */
function propertiesOf(bytes: Buffer): Property[] {
  const found: Property[] = []
  if (bytes.length < 4) return found
  const count = Math.min(bytes.readUInt32LE(0), maxProperties)
  let at = 4
  for (let i = 0; i < count && at + 4 <= bytes.length; i++) {
    const type = bytes.readUInt16LE(at)
    const property = bytes.readUInt16LE(at + 2)
    at += 4
    if (property >= 0x8000) {
      at = afterName(bytes, at)
      if (at < 0) break
    }
    const isMany = (type & 0x1000) !== 0
    const base = type & 0x0fff
    const isSized = isMany || base === 0x1e || base === 0x1f || base === 0x102 || base === 0x0d
    if (!isSized) {
      const width =
        base === 0x05 || base === 0x06 || base === 0x07 || base === 0x14 || base === 0x40 ? 8 : base === 0x48 ? 16 : 4
      at += width
      continue
    }
    if (at + 4 > bytes.length) break
    const values = bytes.readUInt32LE(at)
    at += 4
    const isFixed = isMany && base !== 0x1e && base !== 0x1f && base !== 0x102 && base !== 0x0d
    if (isFixed) {
      at += values * (base === 0x02 || base === 0x03 || base === 0x04 ? 4 : base === 0x48 ? 16 : 8)
      continue
    }
    for (let k = 0; k < Math.min(values, maxValues) && at + 4 <= bytes.length; k++) {
      const length = bytes.readUInt32LE(at)
      const data = bytes.subarray(at + 4, at + 4 + length)
      if (data.length < length) return found
      if (k === 0) found.push({ property, type: base, data })
      at += 4 + Math.ceil(length / 4) * 4
    }
  }
  return found
}

/** Named properties carry a set and a number or a text. */
function afterName(bytes: Buffer, at: number): number {
  if (at + 20 > bytes.length) return -1
  const isText = bytes.readUInt32LE(at + 16) === 1
  if (!isText) return at + 24
  if (at + 24 > bytes.length) return -1
  return at + 24 + Math.ceil(bytes.readUInt32LE(at + 20) / 4) * 4
}

function stringOf(data: Buffer, type: number, charset: string, problems: Problems): string {
  return trimNul(
    type === 0x1f ? data.subarray(0, data.length & ~1).toString('utf16le') : decodeText(data, charset, problems),
  )
}

function trimNul(text: string): string {
  return text.replace(/\0+$/, '')
}

function charsetOf(codePage: number): string {
  if (codePage === 65001) return 'utf-8'
  if (codePage === 932) return 'shift_jis'
  if (codePage === 936) return 'gbk'
  if (codePage === 949) return 'euc-kr'
  if (codePage === 950) return 'big5'
  return codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : 'windows-1252'
}
