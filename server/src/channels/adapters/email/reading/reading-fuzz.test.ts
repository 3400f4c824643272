import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeReading, foldHtmlReply, foldReply, MailUnreadable, readMail } from './reading.ts'

const corpus = join(import.meta.dirname, '../../../../../test/corpus/email')
const mails = ['mime/messages', 'bounces/messages', 'replies/talon/standard_replies'].flatMap((folder) =>
  readdirSync(join(corpus, folder))
    .filter((name) => /\.(?:msg|eml)$/.test(name))
    .map((name) => readFileSync(join(corpus, folder, name))),
)

const bits = [
  '\r\n',
  '\n',
  '\r',
  '--',
  '"',
  '=?utf-8?q?',
  '?=',
  '<',
  '>',
  '\0',
  '\xff',
  '=',
  '%',
  ';',
  ':',
  'Content-Type: message/rfc822\r\n\r\n',
]
const change = fc.tuple(fc.nat(), fc.nat(40), fc.constantFrom(...bits))

test('a mail damaged anywhere is read, loses no text, and holds nothing that the database refuses', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(mails.length - 1),
      fc.array(change, { minLength: 1, maxLength: 8 }),
      async (index, changes) => {
        let raw = mails[index]!
        for (const [position, removed, added] of changes) {
          const at = position % raw.length
          raw = Buffer.concat([raw.subarray(0, at), Buffer.from(added, 'latin1'), raw.subarray(at + removed)])
          if (raw.length === 0) return
        }
        const reading = await readMail(raw).catch((error: unknown) => {
          if (error instanceof MailUnreadable) return null
          throw error
        })
        if (reading === null) return
        const described = JSON.stringify(describeReading(reading))
        expect(described).not.toMatch(/\\u0000|\\ud[89a-f]/)
        expect(count(reading.replyText) + count(reading.quotedText) + count(reading.signature)).toBe(
          count(reading.text),
        )
        if (reading.html !== null) foldHtmlReply(reading.html)
      },
    ),
    { numRuns: 400 },
  )
})

const line = fc.oneof(
  fc.constantFrom('', '> ', '>> x', '-- ', '--', '____', 'Regards,', 'Ana', 'On 5 May 2026, Ana <a@b.example> wrote:'),
  fc.constantFrom(
    'From: a@b.example',
    'Subject: x',
    'Sent from my iPhone',
    '-----Original Message-----',
    'Begin forwarded message:',
  ),
  fc.string({ maxLength: 30 }),
)

test('whatever its lines, a text is folded whole and in order', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
      const text = lines.join('\n')
      const folded = foldReply(text, { senderName: 'Ana', senderAddress: 'a@b.example' })
      for (const part of [folded.replyText, folded.quotedText, folded.signature])
        expect(isInOrder(part.replace(/\s+/g, ''), text.replace(/\s+/g, ''))).toBe(true)
      expect(count(folded.replyText) + count(folded.quotedText) + count(folded.signature)).toBe(count(text))
    }),
    { numRuns: 1000 },
  )
})

function count(text: string): number {
  return text.replace(/\s+/g, '').length
}

/** Every character of `part` in the order in which `whole` has them. */
function isInOrder(part: string, whole: string): boolean {
  let at = 0
  for (let i = 0; i < part.length; i++) {
    at = whole.indexOf(part[i]!, at) + 1
    if (at === 0) return false
  }
  return true
}
