import { expect, test } from 'vitest'
import { attributeChanges, attributeLines } from './attribute-lines.ts'

const before = { tier: 'gold', orders: 12, newsletter: true, sizes: ['39', '40'] }
const lines = attributeLines(before)

test('nothing changed is nothing to tell', () => {
  expect(attributeChanges(before, lines)).toEqual({})
})

test('a line that went is told as null', () => {
  expect(attributeChanges(before, lines.slice(1))).toEqual({ tier: null })
})

test('numbers, switches and lists stay what they were', () => {
  const changed = lines.map((line) => ({
    ...line,
    value: { orders: '13', newsletter: 'false', sizes: '39' }[line.name] ?? line.value,
  }))
  expect(attributeChanges(before, changed)).toEqual({ orders: 13, newsletter: false, sizes: ['39'] })
})

test('a renamed line is one gone and one new', () => {
  const renamed = lines.map((line) => (line.name === 'tier' ? { ...line, name: 'level' } : line))
  expect(attributeChanges(before, renamed)).toEqual({ tier: null, level: 'gold' })
})
