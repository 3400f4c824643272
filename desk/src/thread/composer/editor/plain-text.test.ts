import { expect, test } from 'vitest'
import { plainText, type RichNode } from './plain-text.ts'

const text = (value: string, marks: RichNode['marks'] = []): RichNode => ({ type: 'text', text: value, marks })
const paragraph = (...content: RichNode[]): RichNode => ({ type: 'paragraph', content })
const item = (...content: RichNode[]): RichNode => ({ type: 'listItem', content })
const doc = (...content: RichNode[]): RichNode => ({ type: 'doc', content })

test('paragraphs are parted by an empty line, breaks by a line', () => {
  const node = doc(paragraph(text('Hello,')), paragraph(text('one'), { type: 'hardBreak' }, text('two')))
  expect(plainText(node)).toBe('Hello,\n\none\ntwo')
})

test('lists keep their marks, and lists within lists their place', () => {
  const inner: RichNode = { type: 'bulletList', content: [item(paragraph(text('b')))] }
  const node = doc(
    { type: 'bulletList', content: [item(paragraph(text('a')), inner)] },
    { type: 'orderedList', attrs: { start: 3 }, content: [item(paragraph(text('x'))), item(paragraph(text('y')))] },
  )
  expect(plainText(node)).toBe('- a\n  - b\n\n3. x\n4. y')
})

test('a quote is marked on each line', () => {
  const node = doc({ type: 'blockquote', content: [paragraph(text('one'), { type: 'hardBreak' }, text('two'))] })
  expect(plainText(node)).toBe('> one\n> two')
})

test('a link says where it leads, unless it says so itself', () => {
  const link = [{ type: 'link', attrs: { href: 'https://example.org/' } }]
  expect(plainText(doc(paragraph(text('here', link))))).toBe('here (https://example.org/)')
  expect(plainText(doc(paragraph(text('https://example.org/', link))))).toBe('https://example.org/')
})

test('empty lines at the ends are not said', () => {
  expect(plainText(doc(paragraph(), paragraph(text('Hello')), paragraph()))).toBe('Hello')
})
