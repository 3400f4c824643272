import { expect, test } from 'vitest'
import { replyToThatDiffers } from './reply-to-that-differs.ts'

const named = (address: string) => ({ name: 'Anna Weber', address })
const shown = (...addresses: string[]) =>
  replyToThatDiffers({ from: named('anna@mail.test'), replyTo: addresses.map(named) })

test('a Reply-To that differs is shown by its address, not by the name that it gives itself', () => {
  expect(shown('anna@ma1l.test')).toEqual(['anna@ma1l.test'])
})

test('a Reply-To that is the author in another spelling is not shown, and a mail without one shows nothing', () => {
  expect(shown('Anna@MAIL.test')).toEqual([])
  expect(shown()).toEqual([])
})

test('of many only three are shown, each once, and that there are more', () => {
  const many = Array.from({ length: 1000 }, (_, index) => `guest-${index}@mail.test`)
  expect(shown('guest-0@mail.test', ...many)).toEqual([...many.slice(0, 3), '…'])
})

test('of a mail without an author every Reply-To is shown', () => {
  expect(replyToThatDiffers({ from: null, replyTo: [named('anna@mail.test')] })).toEqual(['anna@mail.test'])
})
