import { expect, test } from 'vitest'
import { linkedParts } from '../linked-parts.ts'
import { hasOwnColours, mailDocument } from './mail-document.ts'

const options = { origin: 'https://desk.example', scheme: 'dark' as const }

test('the page of a mail lets nothing load but pictures that come from us', () => {
  const page = mailDocument({ ...options, html: '<p>Hello</p>' })
  expect(page).toContain(
    `default-src 'none'; img-src data: https://desk.example/api/v1/attachments/ https://desk.example/api/v1/entries/; style-src 'unsafe-inline'`,
  )
})

test('the policy stands before anything of the mail', () => {
  const page = mailDocument({ ...options, html: '<img src="https://tracker.example/open.gif">' })
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('tracker'))
})

test('a mail that brings colours is shown on white paper, a plain one in the colours of the desk', () => {
  expect(hasOwnColours('<td bgcolor="#fff">')).toBe(true)
  expect(hasOwnColours('<p style="color: red">')).toBe(true)
  expect(hasOwnColours('<p>my favourite colour is red</p>')).toBe(false)
  expect(mailDocument({ ...options, html: '<p>plain</p>' })).toContain('color-scheme:dark')
  expect(mailDocument({ ...options, html: '<p style="color:red">x</p>' })).toContain('color-scheme:light')
})

test('web addresses in text can be followed, without the full stop after them', () => {
  expect(linkedParts('See https://example.org/a?b=1. Thanks')).toEqual([
    { text: 'See ', isLink: false },
    { text: 'https://example.org/a?b=1', isLink: true },
    { text: '. Thanks', isLink: false },
  ])
})

test('nothing but http and https becomes a link, and no text is lost', () => {
  for (const text of ['javascript:alert(1)', 'a <b>bold</b> word', 'data:text/html,x', '(https://example.org)']) {
    const parts = linkedParts(text)
    expect(parts.map((part) => part.text).join('')).toBe(text)
    expect(parts.filter((part) => part.isLink).every((part) => part.text.startsWith('https://'))).toBe(true)
  }
})
