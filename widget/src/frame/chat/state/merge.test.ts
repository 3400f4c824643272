import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import { expect, test } from 'vitest'
import { mergeMessages } from './merge.ts'
import { waitingFor } from './waiting-for.ts'

const message = (id: string, place: number, more: Partial<VisitorMessage> = {}): VisitorMessage => ({
  id,
  place,
  echoId: null,
  isMine: false,
  author: 'Ana',
  text: id,
  attachments: [],
  at: '2026-01-05T09:00:00.000Z',
  via: 'webchat',
  state: null,
  ...more,
})
const ids = ({ messages }: { messages: readonly VisitorMessage[] }): string[] => messages.map(({ id }) => id)

test('messages stand in their order, whichever came first', () => {
  const late = mergeMessages({ messages: [message('c', 3)], waiting: [] }, [message('a', 1), message('b', 2)])
  expect(ids(late)).toEqual(['a', 'b', 'c'])
})

test('a message that is told again takes the place of the one before', () => {
  const before = { messages: [message('a', 1, { state: 'delivered' })], waiting: [] }
  const after = mergeMessages(before, [message('a', 1, { state: 'seen' })])
  expect(after.messages).toEqual([message('a', 1, { state: 'seen' })])
})

test('what was written here is shown once, whether the answer or the stream tells of it first', () => {
  const before = { messages: [], waiting: [waitingFor('one'), waitingFor('two')] }
  const told = mergeMessages(before, [message('a', 1, { isMine: true, echoId: 'one' })])
  expect(told.waiting.map(({ echoId }) => echoId)).toEqual(['two'])
  expect(ids(mergeMessages(told, [message('a', 1, { isMine: true, echoId: 'one' })]))).toEqual(['a'])
})

test('two messages of one moment keep one order everywhere', () => {
  const [a, b] = [message('a', 1), message('b', 1)]
  expect(ids(mergeMessages({ messages: [], waiting: [] }, [b, a]))).toEqual(['a', 'b'])
  expect(ids(mergeMessages({ messages: [a], waiting: [] }, [b]))).toEqual(['a', 'b'])
})
