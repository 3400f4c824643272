import { crc32, deflateSync } from 'node:zlib'
import type { File } from '../telling/story.ts'

/** A picture of plain stripes: as much of a photograph as a story needs, made here so that no binary is kept. */
export function photo(filename: string, stripes: readonly (readonly [number, number, number])[]): File {
  const [width, height] = [320, 200]
  const row = (y: number): Buffer => {
    const line = Buffer.alloc(1 + width * 3)
    for (let x = 0; x < width; x++) {
      const band = stripes[Math.floor(((x + y / 2) / (width + height / 2)) * stripes.length)] ?? stripes[0]!
      // A little lighter towards the top, so that it is not taken for a missing picture.
      for (let c = 0; c < 3; c++) line[1 + x * 3 + c] = Math.min(255, band[c]! + Math.round((height - y) / 6))
    }
    return line
  }
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, (_, y) => row(y))))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const content = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return { filename, contentType: 'image/png', content }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A page with a few lines of text, as invoices and labels are. */
export function page(filename: string, lines: readonly string[]): File {
  const shown = lines.map((line) => `(${line.replaceAll(/[\\()]/g, String.raw`\$&`)}) Tj 0 -18 Td`).join('\n')
  const stream = `BT /F1 12 Tf 60 760 Td\n${shown}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  text += `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n`
  text += `${text.lastIndexOf('xref\n0')}\n%%EOF\n`
  return { filename, contentType: 'application/pdf', content: Buffer.from(text, 'latin1') }
}
