import { expect, test } from 'vitest'
import { ownAnswer } from './own-answer.ts'

const issueId = '01a22d98-de3c-7000-990e-64042fdbdbbc'
const notes = ['We charged her twice and keep quiet about it.', 'A known fraudster', 'VIP']
const answer = (text: string): string | null =>
  ownAnswer({ text, content: { type: 'text' } }, { notes, issueIds: [issueId] })?.text ?? null

test.each([
  ['Yes.', 'Yes.'],
  ['You are a VIP to us.', 'You are a VIP to us.'],
  ['> a\n> b\n\nYes.', 'Yes.'],
  ['On Monday, Shop\nwrote:\n> a\n\nYes.\n\nBye.', 'Yes.\n\nBye.'],
  ['-- \nAda', ''],
  ['> a', ''],
  ['Yes.\n> a\n\nNo.', null],
  ['> a\n\nYes.\n> b\n', null],
  ['> a\nb\n\nYes.', null],
  ['She is A KNOWN\n fraudster!', null],
  ['charged her twice and keep quiet, they say', null],
  [`http://desk/inbox/${issueId.slice(0, 20)}\n${issueId.slice(20)}`, null],
])('of %j may be sent: %j', (text, sent) => {
  expect(answer(text)).toBe(sent)
})

test('a long answer is compared with many notes in short order', () => {
  const long = Array.from({ length: 20_000 }, (_, i) => `word${i}`).join(' ')
  const many = Array.from({ length: 200 }, (_, n) => `note ${n} `.repeat(200))
  const before = process.cpuUsage().user
  expect(ownAnswer({ text: long, content: { type: 'text' } }, { notes: many, issueIds: [] })).toEqual({ text: long })
  expect((process.cpuUsage().user - before) / 1000).toBeLessThan(3000)
})
