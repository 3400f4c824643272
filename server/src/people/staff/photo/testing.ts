import { crc32, deflateSync } from 'node:zlib'

/** Pictures of 40 × 30 pixels for tests, made of their parts. Only the PNG can be drawn. */

export function pngPart(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length)
  head.write(type, 4, 'latin1')
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), content])))
  return Buffer.concat([head, content, sum])
}

export function png({ width = 40, height = 30, extra = [] as Buffer[] } = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  // Eight bits, red, green and blue.
  header.set([8, 2], 8)
  const rows = Buffer.alloc(30 * (1 + 40 * 3), 0x80)
  for (let row = 0; row < 30; row++) rows[row * 121] = 0
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngPart('IHDR', header),
    ...extra,
    pngPart('IDAT', deflateSync(rows)),
    pngPart('IEND', Buffer.alloc(0)),
  ])
}

export function jpeg({ extra = [] as Buffer[] } = {}): Buffer {
  const segments = [
    [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0],
    [0xff, 0xdb, 0, 4, 0, 1],
    [0xff, 0xc0, 0, 11, 8, 0, 30, 0, 40, 1, 1, 0x11, 0],
  ]
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...segments.map((bytes) => Buffer.from(bytes)),
    ...extra,
    Buffer.from([...scan, 0xff, 0xd9]),
  ])
}

export function webpPart(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)])
}

const lossless = (): Buffer => {
  const content = Buffer.alloc(10, 7)
  content[0] = 0x2f
  content.writeUInt32LE(39 | (29 << 14), 1)
  return webpPart('VP8L', content)
}

/** `extended`: its flags; left out, it is of the simple form. */
export function webp({
  extended,
  canvas = 40,
  extra = [],
  pixels = [lossless()],
}: { extended?: number; canvas?: number; extra?: Buffer[]; pixels?: Buffer[] } = {}): Buffer {
  const head = Buffer.alloc(10)
  head[0] = extended ?? 0
  head.writeUIntLE(canvas - 1, 4, 3)
  head.writeUIntLE(29, 7, 3)
  const parts = [...(extended === undefined ? [] : [webpPart('VP8X', head)]), ...pixels, ...extra]
  const body = Buffer.concat([Buffer.from('WEBP'), ...parts])
  const riff = Buffer.alloc(8)
  riff.write('RIFF', 'latin1')
  riff.writeUInt32LE(body.length, 4)
  return Buffer.concat([riff, body])
}
