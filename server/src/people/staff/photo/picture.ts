/** A picture made anew of the parts that draw it. */
export interface CleanPicture {
  type: 'image/png' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
  bytes: Buffer
}

/**
 * Takes a picture apart and keeps what draws it: what a camera wrote about the place, comments, animations and whatever
 * hangs at its end are gone. Null for what is none of the three kinds, is cut off, or says of itself what cannot be.
 * Nothing is decoded here. Pure.
 */
export function cleanPicture(bytes: Buffer): CleanPicture | null {
  try {
    return cleanPng(bytes) ?? cleanJpeg(bytes) ?? cleanWebp(bytes)
  } catch (error) {
    // Read past its end.
    if (error instanceof RangeError) return null
    throw error
  }
}

const pngBeginning = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const pngParts = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'sRGB', 'gAMA', 'cHRM'])

function cleanPng(bytes: Buffer): CleanPicture | null {
  if (!bytes.subarray(0, 8).equals(pngBeginning) || bytes.toString('latin1', 12, 16) !== 'IHDR') return null
  const kept: Buffer[] = [pngBeginning]
  let hasPixels = false
  for (let at = 8; ;) {
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length) return null
    if (pngParts.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IDAT') hasPixels = true
    at = end
    if (type !== 'IEND') continue
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
    return hasPixels ? { type: 'image/png', width, height, bytes: Buffer.concat(kept) } : null
  }
}

/**
 * JFIF's and Adobe's, without which colours are wrong. What JFIF may hold beside its fourteen bytes is a small picture, as it
 * was before somebody cut it.
 */
function isNeeded(marker: number, content: Buffer): boolean {
  if (marker === 0xe0) return content.length === 14 && content.toString('latin1', 0, 5) === 'JFIF\0'
  return marker === 0xee && content.length === 12 && content.toString('latin1', 0, 5) === 'Adobe'
}

function cleanJpeg(bytes: Buffer): CleanPicture | null {
  if (bytes.readUInt16BE(0) !== 0xffd8) return null
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let size: { width: number; height: number } | null = null
  let hasPixels = false
  for (let at = 2; ;) {
    if (bytes.readUInt8(at) !== 0xff) return null
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xd9) {
      kept.push(bytes.subarray(at, at + 2))
      return size && hasPixels ? { type: 'image/jpeg', ...size, bytes: Buffer.concat(kept) } : null
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length || end < at + 4) return null
    const isApp = marker >= 0xe0 && marker <= 0xef
    // C4 and CC are tables, C8 is reserved.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (size) return null
      size = { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    }
    const next = marker === 0xda ? endOfScan(bytes, end) : end
    if (marker === 0xda) hasPixels = true
    if (marker !== 0xfe && (!isApp || isNeeded(marker, bytes.subarray(at + 4, end))))
      kept.push(bytes.subarray(at, next))
    at = next
  }
}

/** Where the next marker stands: pixels hold FF 00 and restarts only. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = from; ; at++) {
    at = bytes.indexOf(0xff, at)
    if (at === -1) throw new RangeError('It has no end.')
    const next = bytes.readUInt8(at + 1)
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
}

const alphaFlag = 0x10

function cleanWebp(bytes: Buffer): CleanPicture | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null
  const whole = 8 + bytes.readUInt32LE(4)
  if (whole > bytes.length) return null
  const kept: Buffer[] = []
  let size: { width: number; height: number } | null = null
  let canvas: { width: number; height: number } | null = null
  for (let at = 12; at < whole;) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (end > whole) return null
    const part = bytes.subarray(at, end)
    if (type === 'VP8X') {
      canvas = { width: part.readUIntLE(12, 3) + 1, height: part.readUIntLE(15, 3) + 1 }
      kept.push(Buffer.concat([part.subarray(0, 8), Buffer.from([part.readUInt8(8) & alphaFlag]), part.subarray(9)]))
    } else if (type === 'VP8 ' || type === 'VP8L') {
      if (size) return null
      size =
        type === 'VP8L'
          ? sizeOfVp8l(part)
          : { width: part.readUInt16LE(14) & 0x3fff, height: part.readUInt16LE(16) & 0x3fff }
      kept.push(part)
    } else if (type === 'ALPH') kept.push(part)
    at = end
  }
  if (!size || (canvas && (canvas.width !== size.width || canvas.height !== size.height))) return null
  const body = Buffer.concat([Buffer.from('WEBP'), ...kept])
  const head = Buffer.alloc(8)
  head.write('RIFF', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return { type: 'image/webp', ...size, bytes: Buffer.concat([head, body]) }
}

function sizeOfVp8l(part: Buffer): { width: number; height: number } | null {
  if (part.readUInt8(8) !== 0x2f) return null
  const bits = part.readUInt32LE(9)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
