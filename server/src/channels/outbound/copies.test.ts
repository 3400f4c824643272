import { expect, test } from 'vitest'
import { usOf } from '../us/us.ts'
import { copiesOf } from './copies.ts'

const us = usOf({
  channels: [{ id: 'support', addresses: ['support@shop.test'], domains: ['desk.shop.test'] }],
  staff: [{ id: 'ana', name: 'Ana', email: 'Ana@shop.test' }],
  domains: ['firm.test'],
  groups: ['all@lists.test'],
})
const named = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }))
const mail = {
  from: { name: 'Anna', address: 'anna@mail.test' },
  to: named('support@shop.test'),
  cc: named('bert@mail.test'),
  deliveredTo: ['support@shop.test'],
  authenticated: true,
}
const copies = (more: Partial<typeof mail>) => copiesOf({ ...mail, ...more }, us).cc.map(({ address }) => address)

test('everybody else of To and Cc gets the answer, each once, and the author does not get a copy', () => {
  expect(copies({})).toEqual(['bert@mail.test'])
  expect(
    copies({
      to: named('support@shop.test', 'cora@mail.test', 'BERT@Mail.Test'),
      cc: named('bert@mail.test', 'Anna@mail.test', 'dora@mail.test'),
    }),
  ).toEqual(['cora@mail.test', 'bert@mail.test', 'dora@mail.test'])
})

test('none of us is among them: mailboxes, tagged ones, colleagues, declared domains and groups, and where it came to', () => {
  const ours = ['Support+x@shop.test', 'ana@shop.test', 'any@desk.shop.test', 'boss@firm.test', 'all@lists.test']
  expect(copies({ to: named(...ours, 'help@old.test'), deliveredTo: ['help@old.test'] })).toEqual(['bert@mail.test'])
})

test('after a mail that nobody vouches for they are offered only', () => {
  expect(copiesOf(mail, us).isSet).toBe(true)
  expect(copiesOf({ ...mail, authenticated: false }, us)).toEqual({ cc: named('bert@mail.test'), isSet: false })
})

test('of 200 recipients of which 20 are us, the other 180 are left', () => {
  const others = Array.from({ length: 180 }, (_, index) => `guest-${index}@mail.test`)
  const own = Array.from({ length: 20 }, (_, index) => `desk-${index}@desk.shop.test`)
  const cc = named(...others.slice(0, 100), ...own, ...others.slice(100))
  expect(copies({ to: [], cc })).toEqual(others)
})
