import type { Problems } from '../limits.ts'

/** Undoes a Content-Transfer-Encoding. What isn't encoded as declared comes back as it stands. */
export function decodeTransfer(body: Buffer, encoding: string, problems: Problems): Buffer {
  switch (encoding) {
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return body
    case 'base64':
    case 'b':
      return decodeBase64(body, problems)
    case 'quoted-printable':
    case 'quoted_printable':
    case 'q':
      return decodeQuotedPrintable(body)
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
    case 'uue':
      return decodeUu(body)
    default:
      problems.note('A part in an unknown transfer encoding was kept as it stands.')
      return body
  }
}

const equals = 61

/**
 * Mailing lists append their footer in the clear, and some mailers glue base64 pieces that each end in padding:
 * decode up to the first padding, go on behind it, and keep a clear tail as text.
 */
function decodeBase64(body: Buffer, problems: Problems): Buffer {
  const padding = body.indexOf(equals)
  if (padding < 0 || body.length - padding <= 4) return Buffer.from(body.toString('latin1'), 'base64')
  const out = Buffer.allocUnsafe(body.length)
  let length = 0
  let bits = 0
  let count = 0
  // Where the piece behind the last padding began, in the body and in what came out; -1 before the first padding.
  let pieceAt = -1
  let pieceLength = 0
  for (let i = 0; i < body.length; i++) {
    const byte = body[i]!
    const value = base64Values[byte]!
    if (value < 64) {
      bits = ((bits << 6) | value) & 0xffffff
      if (++count % 4 === 0) {
        out[length++] = bits >> 16
        out[length++] = (bits >> 8) & 255
        out[length++] = bits & 255
      }
    } else if (byte === equals) {
      length = flush(out, length, bits, count % 4)
      count = 0
      pieceAt = i + 1
      pieceLength = length
    } else if (pieceAt >= 0 && value === notBase64) {
      problems.note('Text behind the base64 of a part was kept as it stands.')
      const tail = body.toString('latin1', pieceAt).trimStart()
      return Buffer.concat([out.subarray(0, pieceLength), Buffer.from(tail === '' ? '' : `\n${tail}`, 'latin1')])
    }
  }
  return out.subarray(0, flush(out, length, bits, count % 4))
}

/** What two or three characters make that no fourth follows. */
function flush(out: Buffer, length: number, bits: number, rest: number): number {
  if (rest < 2) return length
  out[length] = rest === 2 ? bits >> 4 : bits >> 10
  if (rest === 3) out[length + 1] = (bits >> 2) & 255
  return length + rest - 1
}

const blankInBase64 = 65
const notBase64 = 66
const base64Values = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(String.fromCharCode(byte))
  if (value >= 0) return value
  return byte === 32 || (byte >= 9 && byte <= 13) ? blankInBase64 : notBase64
})

function decodeQuotedPrintable(body: Buffer): Buffer {
  let at = body.indexOf(equals)
  if (at < 0) return body
  const out = Buffer.allocUnsafe(body.length)
  let length = body.copy(out, 0, 0, at)
  while (at < body.length) {
    const byte = body[at]!
    if (byte !== equals) {
      out[length++] = byte
      at++
      continue
    }
    const high = hexValue(body[at + 1])
    const low = high < 0 ? -1 : hexValue(body[at + 2])
    const lineEnd = low >= 0 ? 0 : softBreakEnd(body, at + 1)
    if (low >= 0) {
      out[length++] = high * 16 + low
      at += 3
    } else if (lineEnd > 0) {
      at = lineEnd
    } else {
      out[length++] = equals
      at++
    }
  }
  return out.subarray(0, length)
}

/** "=" at the end of a line joins it with the next; blanks may have been added behind it on the way. */
function softBreakEnd(body: Buffer, at: number): number {
  let i = at
  while (body[i] === 32 || body[i] === 9 || body[i] === 13) i++
  if (i >= body.length) return body.length
  return body[i] === 10 ? i + 1 : 0
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

/** From the line that begins the file, if there is one, to the line that ends it: programs write words around them. */
function decodeUu(written: Buffer): Buffer {
  const begins = written.subarray(0, 6).equals(uuBegin) ? 0 : written.indexOf('\nbegin ', 0, 'latin1') + 1
  const body = begins > 0 ? written.subarray(begins) : written
  const out = Buffer.allocUnsafe(body.length)
  let length = 0
  for (let at = 0; at < body.length;) {
    const newline = body.indexOf(10, at)
    const next = newline < 0 ? body.length : newline + 1
    let end = newline < 0 ? body.length : newline
    if (body[end - 1] === 13) end--
    const line = end - at > 12 ? '' : body.toString('latin1', at, end)
    if (line.trim() === 'end' && length > 0) break
    const isFrame = line === 'end' || body.subarray(at, at + 6).equals(uuBegin)
    const count = end > at && !isFrame ? (body[at]! - 32) & 63 : 0
    let left = count
    for (let i = at + 1; left > 0 && i < end; i += 4) {
      const [a, b] = [sixBits(body, i, end), sixBits(body, i + 1, end)]
      const [c, d] = [sixBits(body, i + 2, end), sixBits(body, i + 3, end)]
      if (left-- > 0) out[length++] = (a << 2) | (b >> 4)
      if (left-- > 0) out[length++] = ((b & 15) << 4) | (c >> 2)
      if (left-- > 0) out[length++] = ((c & 3) << 6) | d
    }
    at = next
  }
  return out.subarray(0, length)
}

const uuBegin = Buffer.from('begin ')

/** Programs drop blanks from the end of a line. */
function sixBits(body: Buffer, at: number, end: number): number {
  return at < end ? (body[at]! - 32) & 63 : 0
}
