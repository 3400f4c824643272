import type { Random } from './random.ts'

/** RFC 2047: in pieces of at most 75 characters that never cut a letter in two. */
export function encodedWords(text: string, encoding: 'B' | 'Q'): string {
  if (/^[\u0020-\u007e]*$/.test(text)) return text
  const words: string[] = []
  let piece = ''
  for (const letter of text) {
    if (piece !== '' && encode(piece + letter, encoding).length > 60) {
      words.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...words, piece].map((word) => `=?UTF-8?${encoding}?${encode(word, encoding)}?=`).join('\r\n ')
}

function encode(text: string, encoding: 'B' | 'Q'): string {
  const bytes = Buffer.from(text)
  if (encoding === 'B') return bytes.toString('base64')
  return [...bytes]
    .map((byte) => {
      const letter = String.fromCharCode(byte)
      return byte === 32 ? '_' : /[a-zA-Z0-9!*+\-/]/.test(letter) ? letter : `=${hex(byte)}`
    })
    .join('')
}

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0')

export type TransferEncoding = 'quoted-printable' | 'base64' | '8bit'

export interface Part {
  type: string
  encoding?: TransferEncoding | '7bit'
  headers?: readonly string[]
  body: string
}

export function textPart(subtype: 'plain' | 'html', text: string, encoding: TransferEncoding): Part {
  const body =
    encoding === 'base64'
      ? base64Lines(Buffer.from(text.replaceAll('\n', '\r\n')))
      : encoding === '8bit'
        ? text.replaceAll('\n', '\r\n')
        : text.split('\n').map(quotedPrintableLine).join('\r\n')
  return { type: `text/${subtype}; charset=utf-8`, encoding, body }
}

export function filePart(name: string, type: string, content: Buffer): Part {
  // RFC 2231 where the name is not plain, as the programs of this decade write it.
  const isPlain = /^[\w.-]+$/.test(name)
  const fileName = isPlain ? `filename="${name}"` : `filename*=UTF-8''${encodeURIComponent(name)}`
  const headers = [`Content-Disposition: attachment; ${fileName}`]
  return { type, encoding: 'base64', headers, body: base64Lines(content) }
}

export function multipart(subtype: string, parts: readonly Part[], random: Random, more = ''): Part {
  const boundary = `----=_Part_${random.below(1e9)}.${random.below(1e9)}`
  const body = parts.map((part) => `--${boundary}\r\n${renderPart(part)}\r\n`).join('')
  return { type: `multipart/${subtype}${more}; boundary="${boundary}"`, body: `${body}--${boundary}--\r\n` }
}

/** Headers and body of a part, or of a whole mail below its own headers. */
export function renderPart({ type, encoding, headers = [], body }: Part): string {
  const lines = [`Content-Type: ${type}`, ...headers]
  if (encoding !== undefined) lines.push(`Content-Transfer-Encoding: ${encoding}`)
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

function base64Lines(content: Buffer): string {
  return (content.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n')
}

function quotedPrintableLine(line: string): string {
  const bytes = Buffer.from(line)
  let encoded = ''
  let length = 0
  for (const [at, byte] of bytes.entries()) {
    const isSpace = byte === 32 && at < bytes.length - 1
    const isPlain = isSpace || (byte > 32 && byte < 127 && byte !== 61)
    const piece = isPlain ? String.fromCharCode(byte) : `=${hex(byte)}`
    if (length + piece.length > 75) {
      encoded += '=\r\n'
      length = 0
    }
    encoded += piece
    length += piece.length
  }
  return encoded
}
