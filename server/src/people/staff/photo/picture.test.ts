import { expect, test } from 'vitest'
import { cleanPicture } from './picture.ts'
import { jpeg, png, pngPart, webp, webpPart } from './testing.ts'

test.each([
  ['png', png(), 'image/png'],
  ['jpeg', jpeg(), 'image/jpeg'],
  ['webp', webp(), 'image/webp'],
])('a %s is taken, and stays as it is when there is nothing to leave out', (_kind, bytes, type) => {
  expect(cleanPicture(bytes)).toMatchObject({ type, width: 40, height: 30 })
  expect(cleanPicture(bytes)!.bytes.equals(bytes)).toBe(true)
})

const secret = Buffer.from('GPS 52.52N 13.40E')
/** As it begins, with room for a small picture. */
const jfif = Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\x02\x02', 'latin1')
test.each([
  ['png', png({ extra: [pngPart('eXIf', secret), pngPart('tEXt', secret)] }), png()],
  ['jpeg', jpeg({ extra: [0xe1, 0xfe, 0xed].map((marker) => segment(marker, secret)) }), jpeg()],
  ['jpeg', jpeg({ extra: [segment(0xe0, Buffer.concat([Buffer.from('JFXX\0\x10'), secret]))] }), jpeg()],
  ['jpeg', jpeg({ extra: [segment(0xe0, Buffer.concat([jfif, secret])), segment(0xee, secret)] }), jpeg()],
  [
    'webp',
    webp({ extended: 0x0c | 0x10, extra: [webpPart('EXIF', secret), webpPart('XMP ', secret)] }),
    webp({ extended: 0x10 }),
  ],
])('what a camera wrote, and what hangs at the end, is left out of a %s', (_kind, bytes, clean) => {
  expect(bytes.includes(secret)).toBe(true)
  const polyglot = Buffer.concat([bytes, Buffer.from('<script>alert(1)</script>PK\u0003\u0004')])
  expect(cleanPicture(polyglot)!.bytes.equals(clean)).toBe(true)
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a GIF that is a script', Buffer.from('GIF89a=1;alert(1)//')],
  [
    'the beginning of a PNG before a page',
    Buffer.concat([png().subarray(0, 33), Buffer.from('<script>alert(1)</script>')]),
  ],
  ['a PNG without pixels', Buffer.concat([png().subarray(0, 33), pngPart('IEND', Buffer.alloc(0))])],
  ['a JPEG without an end', jpeg().subarray(0, -2)],
  ['a JPEG of two sizes', jpeg({ extra: [segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0]))] })],
  ['a WebP that says a smaller canvas than its picture has', webp({ extended: 0, canvas: 10 })],
  ['an animation', webp({ extended: 0x02, pixels: [] })],
])('what is no photo is refused: %s', (_what, bytes) => {
  expect(cleanPicture(bytes)).toBeNull()
})

test.each([
  ['png', png()],
  ['jpeg', jpeg()],
  ['webp', webp({ extended: 0x10 })],
])('a %s that is cut anywhere is refused', (_kind, bytes) => {
  for (let length = 0; length < bytes.length; length++) expect(cleanPicture(bytes.subarray(0, length))).toBeNull()
})

test('thousands of pictures with changed bytes are taken or refused, and none is larger than before', () => {
  let state = 1
  const random = (below: number): number => (state = (state * 48271) % 2147483647) % below
  for (const bytes of [png(), jpeg(), webp({ extended: 0x10 })]) {
    for (let round = 0; round < 1000; round++) {
      const changed = Buffer.from(bytes)
      for (let i = 0; i <= random(3); i++) changed[random(changed.length)] = random(256)
      expect(cleanPicture(changed)?.bytes.length ?? 0).toBeLessThanOrEqual(changed.length)
    }
  }
})

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}
