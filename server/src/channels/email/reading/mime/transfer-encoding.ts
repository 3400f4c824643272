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
  const text = body.toString('latin1')
  const padding = text.indexOf('=')
  if (padding < 0 || text.length - padding <= 4) return Buffer.from(text, 'base64')
  const pieces: Buffer[] = []
  for (let at = 0; at < text.length;) {
    let end = text.indexOf('=', at)
    if (end < 0) end = text.length
    const piece = text.slice(at, end)
    if (pieces.length > 0 && /[^A-Za-z0-9+/\s]/.test(piece)) {
      problems.note('Text behind the base64 of a part was kept as it stands.')
      pieces.push(Buffer.from(text.slice(at).trim() === '' ? '' : `\n${text.slice(at).trimStart()}`, 'latin1'))
      break
    }
    pieces.push(Buffer.from(piece, 'base64'))
    while (end < text.length && text.charCodeAt(end) === equals) end++
    at = end
  }
  return Buffer.concat(pieces)
}

function decodeQuotedPrintable(body: Buffer): Buffer {
  let at = body.indexOf(equals)
  if (at < 0) return body
  const out = Buffer.allocUnsafe(body.length)
  let length = 0
  let from = 0
  while (at >= 0) {
    length += body.copy(out, length, from, at)
    const high = hexValue(body[at + 1])
    const low = high < 0 ? -1 : hexValue(body[at + 2])
    if (low >= 0) {
      out[length++] = high * 16 + low
      from = at + 3
    } else {
      const lineEnd = softBreakEnd(body, at + 1)
      if (lineEnd > 0) {
        from = lineEnd
      } else {
        out[length++] = equals
        from = at + 1
      }
    }
    at = body.indexOf(equals, from)
  }
  length += body.copy(out, length, from)
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

function decodeUu(body: Buffer): Buffer {
  const bytes: number[] = []
  for (const line of body.toString('latin1').split(/\r?\n/)) {
    const count = (line.charCodeAt(0) - 32) & 63
    if (line === '' || line.startsWith('begin ') || line === 'end' || count === 0) continue
    const lineBytes: number[] = []
    for (let i = 1; lineBytes.length < count && i < line.length; i += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((k) => ((line.charCodeAt(i + k) || 32) - 32) & 63)
      lineBytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d)
    }
    bytes.push(...lineBytes.slice(0, count))
  }
  return Buffer.from(bytes)
}
