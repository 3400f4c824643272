import { array, assert, constantFrom, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { dotted } from '../../../../../test/mail/smtp-client.ts'
import { createDotDecoder } from './dot-decoding.ts'

function decodeAll(chunks: Buffer[]): { content: string; rest: string | null } {
  const decode = createDotDecoder()
  let content = ''
  for (const [index, chunk] of chunks.entries()) {
    const decoded = decode(chunk)
    content += decoded.content.toString('latin1')
    if (decoded.ended) {
      const rest = Buffer.concat([decoded.rest, ...chunks.slice(index + 1)])
      return { content, rest: rest.toString('latin1') }
    }
  }
  return { content, rest: null }
}

function cutAt(text: string, places: number[]): Buffer[] {
  const bytes = Buffer.from(text, 'latin1')
  const cuts = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...cuts].map((start, index) => bytes.subarray(start, cuts[index] ?? bytes.length))
}

// Few letters, so that line ends and dots meet in every way.
const mail = array(constantFrom('a', '.', '\r', '\n', '\r\n', '\r\n.', '..'), { maxLength: 30 })

test('every mail comes out as it went in, wherever the network cuts it', () => {
  assert(
    property(mail, array(nat(), { maxLength: 12 }), (parts, cuts) => {
      const text = parts.join('')
      const expected = text === '' || text.endsWith('\r\n') ? text : `${text}\r\n`
      const wire = `${dotted(Buffer.from(text, 'latin1')).toString('latin1')}QUIT\r\n`
      expect(decodeAll(cutAt(wire, cuts))).toEqual({ content: expected, rest: 'QUIT\r\n' })
    }),
    { numRuns: 3000 },
  )
})

test('byte by byte is the same as at once', () => {
  const wire = dotted('.first\r\n..two dots\r\n.\r\n\r\n...\r\nlast\r\n').toString('latin1')
  const bytes = [...Buffer.from(wire, 'latin1')].map((byte) => Buffer.from([byte]))
  expect(decodeAll(bytes)).toEqual({ content: '.first\r\n..two dots\r\n.\r\n\r\n...\r\nlast\r\n', rest: '' })
})

test.each([
  ['a bare LF on both sides', 'x\n.\n'],
  ['a bare LF before', 'x\n.\r\n'],
  ['a bare LF behind', 'x\r\n.\n'],
  ['a bare CR before', 'x\r.\r\n'],
  ['a bare CR behind', 'x\r\n.\r'],
  ['CR CR LF behind', 'x\r\n.\r\r\n'],
  ['a NUL between', 'x\r\n\0.\r\n'],
])('%s does not end a mail', (_name, smuggled) => {
  const wire = `${smuggled}MAIL FROM:<evil@x.example>\r\n.\r\n`
  for (const chunks of [[Buffer.from(wire)], [...Buffer.from(wire)].map((byte) => Buffer.from([byte]))]) {
    expect(decodeAll(chunks).rest).toBe('')
    expect(decodeAll(chunks).content).toContain('MAIL FROM:<evil@x.example>')
  }
})

test('a mail of nothing but dots comes out in as few pieces as it came in', () => {
  const decode = createDotDecoder()
  const chunk = Buffer.from('..\r\n'.repeat(16_000))
  for (let i = 0; i < 20; i++) {
    const { content } = decode(chunk)
    // A few bytes are held back, since they may be the beginning of the end.
    expect(Math.abs(content.length - 48_000)).toBeLessThan(5)
  }
})
