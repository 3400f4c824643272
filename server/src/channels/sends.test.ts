import { expect, test } from 'vitest'
import { createEmailAdapter } from './adapters/email/email.ts'
import type { ConfiguredChannel } from './configuring/channel-store.ts'
import { senderOf } from './sends.ts'

const smtp = { host: 'smtp.shop.example', port: 465 }

function channelsOf(smtpUrl: string | null) {
  const adapter = createEmailAdapter({ smtpListen: null, smtpUrl })
  return (name: string, settings: object, enabled = true): ConfiguredChannel => ({
    id: name,
    kind: 'email',
    name,
    enabled,
    adapter,
    settings: adapter.settings.parse(settings),
    openSettings: {},
    secretsSet: [],
    secretsToGiveAgain: [],
    health: null,
    sendingFailure: null,
    createdAt: new Date(0),
    updatedAt: new Date(0),
  })
}
const alone = channelsOf(null)
const served = channelsOf('smtp://127.0.0.1:25')
const address = 'support@shop.example'

test.each<[string, ConfiguredChannel[], string, string | null]>([
  ['the one with a way out, not the first', [alone('first', {}), alone('support', { address, smtp })], '', 'support'],
  [
    'the one with an address, where the installation sends',
    [served('first', {}), served('support', { address })],
    '',
    'support',
  ],
  ['the one that was named', [served('a', { address }), served('b', { address })], 'b', 'b'],
  ['another, when the one that was named cannot send', [served('a', { address }), served('b', {})], 'b', 'a'],
  [
    'another, when the one that was named only keeps',
    [alone('a', { address, smtp }), alone('b', { address })],
    'b',
    'a',
  ],
  [
    'another, when the one that was named is off',
    [served('a', { address }), served('b', { address }, false)],
    'b',
    'a',
  ],
  ['one that keeps, before mail is set up', [alone('first', {})], '', 'first'],
  ['none, where each refuses', [served('first', {}), served('off', { address }, false)], '', null],
  ['none, where there is no mail', [], '', null],
])('what nobody chose a channel for goes by %s', (_, channels, named, expected) => {
  expect(senderOf(channels, 'email', named)?.name ?? null).toBe(expected)
})
