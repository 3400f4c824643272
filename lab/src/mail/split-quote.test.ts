import { expect, test } from 'vitest'
import { splitQuote } from './split-quote.ts'

test('what is quoted at the end is told apart, with the line that introduces it', () => {
  expect(splitQuote('Thank you!\n\nOn Monday, Ana wrote:\n> Here it is.\n>\n> Ana\n')).toEqual({
    text: 'Thank you!',
    quoted: 'On Monday, Ana wrote:\n> Here it is.\n>\n> Ana',
  })
})

test('a quote in the middle stays where it is, and a mail without one is whole', () => {
  const answered = '> How many?\nTwo.\n> In which colour?\nGreen.'
  expect(splitQuote(answered)).toEqual({ text: answered, quoted: '' })
  expect(splitQuote('Just this.\n')).toEqual({ text: 'Just this.', quoted: '' })
})
