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
  replyTo: named(),
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

const askedTo = (...addresses: string[]) => copiesOf({ ...mail, replyTo: named(...addresses) }, us).replyTo

test('a Reply-To that differs is offered, and never set, even when the mail is authenticated', () => {
  const found = copiesOf({ ...mail, replyTo: named('Office@Mail.Test') }, us)
  expect(found.replyTo).toEqual([{ name: '', address: 'office@mail.test', isOtherDomain: false }])
  expect(found.cc.map(({ address }) => address)).toEqual(['bert@mail.test'])
})

test.each(['anna@ma1l.test', 'anna@mail.test.evil.test', 'anna@x.mail.test', 'anna@m\u0430il.test'])(
  'a Reply-To at another domain says so: %s',
  (address) => expect(askedTo(address)).toMatchObject([{ isOtherDomain: true }]),
)

test('a Reply-To that is the author, one of us or no address is not offered', () => {
  expect(askedTo('ANNA@mail.test', 'support+x@shop.test', 'ana@shop.test', 'nobody', 'a\u200bnna@mail.test')).toBe(
    undefined,
  )
  expect(askedTo()).toBe(undefined)
})

test('of a Reply-To with a thousand addresses three are offered, each once', () => {
  const many = Array.from({ length: 1000 }, (_, index) => `guest-${index % 500}@mail.test`)
  expect(askedTo('guest-0@mail.test', ...many)?.map(({ address }) => address)).toEqual(many.slice(0, 3))
})

test('a mail without an author has no domain that a Reply-To could share', () => {
  const { replyTo } = copiesOf({ ...mail, from: null, replyTo: named('anna@mail.test') }, us)
  expect(replyTo).toMatchObject([{ isOtherDomain: true }])
})
