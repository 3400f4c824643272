import type { QuotableMessage } from '@throughline/protocol/timeline/quotable.ts'
import { expect, test } from 'vitest'
import { quotedNow } from './quoted-now.ts'

const message = (entryId: string, ...hadBy: string[]): QuotableMessage => ({
  entryId,
  author: 'Ana',
  at: '2026-03-04T10:00:00.000Z',
  text: entryId,
  hadBy: ['ana@mail.test', ...hadBy],
})
const messages = [message('c', 'bo@mail.test'), message('b', 'bo@mail.test'), message('a')]
const all = { quotes: 'all', messages, hasMore: true } as const
const idsOf = (...args: Parameters<typeof quotedNow>) => quotedNow(...args).messages.map(({ entryId }) => entryId)

test('all of it, or the last message, or nothing, as the channel says', () => {
  expect(quotedNow(all, [])).toEqual({ messages, hasMore: true, newcomers: [] })
  expect(quotedNow({ ...all, quotes: 'last' }, [])).toEqual({ messages: [messages[0]], hasMore: false, newcomers: [] })
  expect(idsOf({ ...all, quotes: 'none' }, [])).toEqual([])
})

test('up to the first that one of them has not had, however their address is written', () => {
  expect(quotedNow(all, [' Bo@Mail.test'])).toEqual({
    messages: messages.slice(0, 2),
    hasMore: false,
    newcomers: ['bo@mail.test'],
  })
  expect(quotedNow(all, ['bo@mail.test', 'new@mail.test'])).toMatchObject({
    messages: [],
    newcomers: ['new@mail.test'],
  })
})
