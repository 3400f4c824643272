import { expect, test } from 'vitest'
import { fillReply, htmlOf } from './fill-reply.ts'
import { variableValues } from './variable-values.ts'

test('a reply is filled in both of its forms, and a name cannot bring markup with it', () => {
  const reply = { text: 'Hi {{customer.firstName}}', html: '<p>Hi <b>{{customer.firstName}}</b></p>' }
  expect(fillReply(reply, { 'customer.firstName': '<img src=x>' })).toEqual({
    text: 'Hi <img src=x>',
    html: '<p>Hi <b>&lt;img src=x&gt;</b></p>',
    missing: [],
  })
})

test('a plain reply becomes paragraphs where rich text is written', () => {
  expect(htmlOf('One\ntwo\n\n<three>')).toBe('<p>One<br>two</p><p>&lt;three&gt;</p>')
})

test('values come from what the desk knows; a number for a name is no first name', () => {
  const values = variableValues({
    customer: {
      displayName: 'Mara Lindqvist',
      identities: [],
      attributes: { 'Order number': 48213, tags: ['a', 'b'] },
    },
    issue: null,
    staffName: 'Ana',
    businessName: null,
  })
  expect(values).toMatchObject({
    'customer.name': 'Mara Lindqvist',
    'customer.firstName': 'Mara',
    'customer.email': null,
    'customer.details.Order number': '48213',
    'customer.details.tags': 'a, b',
    'issue.number': null,
    'staff.firstName': 'Ana',
    'business.name': null,
  })
})
