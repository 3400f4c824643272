import { expect, test } from 'vitest'
import { addressOf, chatChannel } from '../../../testing/cast.ts'
import { askedTo, usualCopies } from './usual-copies.ts'

const mail = addressOf({ isDefault: true })
const chat = addressOf({ channel: chatChannel, capabilities: { ...mail.capabilities, cc: false } })
const other = { name: 'Rita', address: 'rita@f1rm.example', isOtherDomain: true }
const copies = { cc: [], isSet: true, replyTo: [other] }

test('where a mail asks for answers is offered until it gets a copy, and is never among the usual copies', () => {
  expect(askedTo(copies, mail, [])).toEqual([other])
  expect(askedTo(copies, mail, ['Rita@F1rm.example'])).toEqual([])
  expect(usualCopies(copies, mail)).toEqual([])
})

test('the mail of a form asks for answers to the customer, who gets this one: nothing is offered', () => {
  const customer = { name: '', address: mail.identity.value, isOtherDomain: true }
  expect(askedTo({ ...copies, replyTo: [customer] }, mail, [])).toEqual([])
})

test('nothing is offered where no copies can be sent, and where no mail asks for any', () => {
  expect(askedTo(copies, chat, [])).toEqual([])
  expect(askedTo(copies, null, [])).toEqual([])
  expect(askedTo({ cc: [], isSet: true }, mail, [])).toEqual([])
  expect(askedTo(null, mail, [])).toEqual([])
})
