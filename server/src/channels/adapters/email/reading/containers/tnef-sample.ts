/** Writes a winmail.dat for tests (MS-OXTNEF), uncompressed RTF and all. */
export interface TnefParts {
  body?: string
  rtf?: string
  files: Buffer[]
}

function attribute(level: number, id: number, type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt8(level, 0)
  head.writeUInt16LE(id, 1)
  head.writeUInt16LE(type, 3)
  head.writeUInt32LE(value.length, 5)
  let sum = 0
  for (const byte of value) sum = (sum + byte) & 0xffff
  return Buffer.concat([head, value, Buffer.from([sum & 255, sum >> 8])])
}

function property(type: number, tag: number, value: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16LE(type, 0)
  head.writeUInt16LE(tag, 2)
  head.writeUInt32LE(1, 4)
  head.writeUInt32LE(value.length, 8)
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)])
}

function properties(...each: Buffer[]): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32LE(each.length)
  return Buffer.concat([count, ...each])
}

export function tnefFile(name: string, content: Buffer): Buffer {
  const longName = Buffer.from(`${name}\0`, 'utf16le')
  return Buffer.concat([
    attribute(2, 0x9002, 6, Buffer.alloc(14)),
    attribute(2, 0x8010, 1, Buffer.from('SHORT~1.BIN\0', 'latin1')),
    attribute(2, 0x800f, 6, content),
    attribute(2, 0x9005, 6, properties(property(0x1f, 0x3707, longName))),
  ])
}

export function tnefOf({ body, rtf, files }: TnefParts): Buffer {
  const codePage = Buffer.alloc(8)
  codePage.writeUInt32LE(1252)
  const parts = [Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]), attribute(1, 0x9007, 6, codePage)]
  if (body !== undefined) parts.push(attribute(1, 0x800c, 2, Buffer.from(`${body}\0`, 'latin1')))
  if (rtf !== undefined) {
    const head = Buffer.alloc(16)
    head.writeUInt32LE(rtf.length + 12, 0)
    head.writeUInt32LE(rtf.length, 4)
    head.writeUInt32LE(0x414c454d, 8)
    parts.push(
      attribute(1, 0x9003, 6, properties(property(0x102, 0x1009, Buffer.concat([head, Buffer.from(rtf, 'latin1')])))),
    )
  }
  return Buffer.concat([...parts, ...files])
}
