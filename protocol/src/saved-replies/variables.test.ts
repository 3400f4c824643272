import { expect, test } from 'vitest'
import { fillVariables, leftOpen, unknownVariables, variablesIn } from './variables.ts'

test('what is known is put in, and what is not stays and is named', () => {
  const values = { 'customer.firstName': 'Mara', 'issue.number': '12', 'customer.email': '' }
  expect(fillVariables('Hello {{customer.firstName}}, #{{ issue.number }}, {{customer.email}}.', values)).toEqual({
    text: 'Hello Mara, #12, {{customer.email}}.',
    missing: ['customer.email'],
  })
})

test('a value cannot bring markup or another variable with it', () => {
  const values = { 'customer.name': '<b>{{staff.name}}</b>', 'staff.name': 'Ana' }
  const escape = (value: string) => value.replaceAll('<', '&lt;')
  expect(fillVariables('{{customer.name}}', values, escape).text).toBe('&lt;b>{{staff.name}}&lt;/b>')
})

test('names that stand for nothing are found, details may have any name', () => {
  expect(unknownVariables('{{custmer.name}} {{customer.details.Order no}} {{customer.details.}}')).toEqual([
    'custmer.name',
    'customer.details.',
  ])
})

test('only our own variables count as left open; braces of other people are text', () => {
  expect(leftOpen('{{customer.name}} and {{ handlebars }} and {{}} and { {customer.name} }')).toEqual(['customer.name'])
  expect(variablesIn('{{customer.name}}{{customer.name}}')).toEqual(['customer.name'])
})
