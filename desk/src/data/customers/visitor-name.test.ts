import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { expect, test } from 'vitest'
import { customerOfIssue, pathOf } from './visitor-name.ts'

const of = (issue: object) => customerOfIssue({ customerName: null, firstChannel: null, ...issue } as Issue)

test('a visitor is called by their page, and by their name as soon as there is one', () => {
  expect(of({ visitorPage: 'https://kettle.example/kettles' })).toBe('Visitor on /kettles')
  expect(of({ visitorPage: 'https://kettle.example/kettles', customerName: 'Mara' })).toBe('Mara')
  expect(of({ isVisitor: true })).toBe('Visitor')
  expect(of({})).toBe('Customer without a name')
})

test('a page is read as its path, whatever it holds', () => {
  expect(pathOf('https://kettle.example/caf%C3%A9')).toBe('/café')
  expect(pathOf('https://kettle.example/%E0%A4%A')).toBe('/%E0%A4%A')
  expect(pathOf('https://kettle.example/')).toBe('kettle.example')
  expect(pathOf('no address')).toBe('no address')
})
