import { expect, test } from 'vitest'
import { nodeName } from './node-name.ts'

test('nodes of one machine differ by their port, and by the address that they listen at where it is set', () => {
  expect(nodeName('machine', { host: '0.0.0.0', port: 3000 })).toBe('machine:3000')
  expect(nodeName('machine', { host: '127.0.0.1', port: 3001 })).toBe('machine:3001')
  expect(nodeName('machine', { host: '10.0.0.11', port: 3000 })).toBe('machine/10.0.0.11:3000')
  expect(nodeName('machine', { host: '127.0.0.12', port: 3000 })).toBe('machine/127.0.0.12:3000')
  expect(nodeName('machine', { host: 'fd00::11', port: 3000 })).toBe('machine/[fd00::11]:3000')
})
