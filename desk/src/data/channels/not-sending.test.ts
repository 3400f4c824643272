import type { Channel } from '@throughline/protocol/channels/channels.ts'
import { expect, test } from 'vitest'
import { channelsThatDoNotSend } from './not-sending.ts'

function channel(name: string, state: Channel['sending']['state'], more: Partial<Channel> = {}): Channel {
  return {
    id: name,
    kind: 'email',
    name,
    enabled: true,
    settings: { address: `${name}@shop.example` },
    secretsSet: [],
    secretsToGiveAgain: [],
    health: { state: 'ok', sentence: '', checkedAt: null },
    sending: { state, sentence: '', words: [], since: null },
    inboundUrl: null,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    ...more,
  }
}

const first = (state: Channel['sending']['state']) => channel('email', state, { settings: {} })
const names = (channels: Channel[]): string[] => channelsThatDoNotSend(channels).map(({ name }) => name)

test('a channel that keeps, refuses or fails is named, one that sends is not', () => {
  expect(
    names([channel('a', 'keeps'), channel('b', 'refuses'), channel('c', 'failing'), channel('d', 'sends')]),
  ).toEqual(['a', 'b', 'c'])
})

test('the first channel without an address is named as long as no other one sends', () => {
  expect(names([first('keeps')])).toEqual(['email'])
  expect(names([first('refuses'), channel('support', 'failing')])).toEqual(['email', 'support'])
  expect(names([first('refuses'), channel('support', 'sends')])).toEqual([])
})

test('what is switched off, and what is no mail, is nothing to do about', () => {
  expect(names([channel('a', 'keeps', { enabled: false }), channel('b', 'keeps', { kind: 'webchat' })])).toEqual([])
})
