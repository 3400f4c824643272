import { expect, test } from 'vitest'
import { partsOf } from './parts.ts'

const linksIn = (text: string) => partsOf(text).flatMap(({ href }) => href ?? [])

test.each([
  ['See https://example.org/a?b=1#c.', ['https://example.org/a?b=1#c']],
  ['(https://example.org/a_(b))', ['https://example.org/a_(b)']],
  ['Write to mia@example.org, please', ['mailto:mia@example.org']],
  ['HTTPS://EXAMPLE.ORG and http://example.org!', ['HTTPS://EXAMPLE.ORG', 'http://example.org']],
  ['詳しくは https://example.org/説明。', ['https://example.org/説明']],
])('what is an address in “%s” leads there', (text, links) => {
  expect(linksIn(text)).toEqual(links)
})

test.each([
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '<a href="javascript:alert(1)">https</a>',
  'vbscript:x file:///etc/passwd',
  'https://',
  'http://[',
])('“%s” is text and leads nowhere', (text) => {
  expect(linksIn(text)).toEqual([])
  expect(
    partsOf(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})

test('an address ends where the direction is turned', () => {
  expect(linksIn('https://example.org/\u202Egpj.exe')).toEqual(['https://example.org/'])
})

test('a hundred thousand characters of anything are read at once', () => {
  for (const evil of ['a@', 'https://', '((((', ')', 'a.', '-@-.', 'http://a).']) {
    const text = evil.repeat(100_000 / evil.length)
    // Of this thread alone: the clock also counts what else runs on the machine.
    const before = process.threadCpuUsage()
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join('').length,
    ).toBe(text.length)
    const { user, system } = process.threadCpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(1000)
  }
})
