import type { Delivery } from '@throughline/protocol/timeline/delivery.ts'
import { expect, test } from 'vitest'
import type { Standing } from '../visitors/standing.ts'
import { isVisible, mailCopyAuthor, type Circumstances } from './visible.ts'

const device: Standing = {
  kind: 'anonymous',
  subjectId: 'device',
  canonicalId: 'owner-record',
  memberIds: ['owner-record', 'device-record'],
  homeId: 'device-record',
  channelId: 'chat',
  givenIds: ['given'],
}
const account: Standing = {
  kind: 'signed-in',
  subjectId: 'account',
  canonicalId: 'account-record',
  memberIds: ['account-record', 'device-record'],
}
const entry = (but: Partial<Parameters<typeof isVisible>[0]> = {}) => ({
  kind: 'message' as const,
  direction: 'in' as const,
  identity_id: 'given',
  author_id: null,
  ...but,
})
const known = (but: Partial<Circumstances> = {}): Circumstances => ({
  delivery: undefined,
  assurance: 'claimed',
  answered: undefined,
  ...but,
})
const sent: Delivery = { state: 'sent', at: '2026-01-01T00:00:00Z', attempts: 1 }
const began = { homeId: 'device-record', firstChannelId: 'chat' }

test.each<[string, Parameters<typeof isVisible>[0], Standing, Circumstances, boolean]>([
  ['what was said on the device', entry({ identity_id: 'device' }), device, known(), true],
  ['our answer there', entry({ direction: 'out', identity_id: 'device' }), device, known({ delivery: sent }), true],
  ['our answer before it left', entry({ direction: 'out', identity_id: 'device' }), device, known(), false],
  [
    'the copy of it that went by mail',
    entry({ direction: 'out', author_id: mailCopyAuthor }),
    account,
    known({ delivery: sent, assurance: 'host-authenticated' }),
    false,
  ],
  ['a note', entry({ kind: 'note', direction: 'internal', identity_id: 'device' }), device, known(), false],
  ['an answer by token to what the device began', entry(), device, known({ answered: began }), true],
  ['a mail of the given address without a token', entry(), device, known(), false],
  [
    'an answer to what began by mail, on the same record',
    entry(),
    device,
    known({ answered: { ...began, firstChannelId: 'mail' } }),
    false,
  ],
  [
    'an answer to what began on a record that staff merged with this one',
    entry(),
    device,
    known({ answered: { ...began, homeId: 'owner-record' } }),
    false,
  ],
  [
    'an answer from an address that the device did not give',
    entry({ identity_id: 'other' }),
    device,
    known({ answered: began }),
    false,
  ],
  [
    'our mail to the given address',
    entry({ direction: 'out' }),
    device,
    known({ delivery: sent, answered: began }),
    false,
  ],
  [
    'an answer, when the site says whose address it is',
    entry(),
    device,
    known({ assurance: 'host-authenticated', answered: began }),
    false,
  ],
  ['a mail of the account’s customer', entry(), account, known({ assurance: 'asserted' }), true],
  ['a mail of an address that the account merely named', entry(), account, known(), false],
  ['our mail to it', entry({ direction: 'out' }), account, known({ delivery: sent }), false],
  ['its answer by token to what began on the account’s record', entry(), account, known({ answered: began }), true],
  [
    'its answer to what began elsewhere',
    entry(),
    account,
    known({ answered: { ...began, homeId: 'owner-record' } }),
    false,
  ],
  ['anything, before the visitor acted', entry({ identity_id: 'device' }), { kind: 'new' }, known(), false],
])('%s', (_, row, standing, circumstances, visible) => {
  expect(isVisible(row, standing, circumstances)).toBe(visible)
})
