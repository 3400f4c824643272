import { expect, test } from 'vitest'
import { clamdAddressShown, readClamdAddress } from './clamd-address.ts'
import { createReader } from './settings.ts'

const read = (value: string) => readClamdAddress(createReader({ CLAMD_ADDRESS: value }))

test.each([
  ['/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
  ['clamav:3310', { host: 'clamav', port: 3310 }],
  ['10.0.0.5', { host: '10.0.0.5', port: 3310 }],
  ['[::1]:3411', { host: '::1', port: 3411 }],
])('%s is where clamd listens', (value, address) => {
  expect(read(value)).toEqual(address)
  expect(clamdAddressShown(read(value)!)).toContain(value)
})

test('none is set: nothing scans', () => {
  expect(read('')).toBeNull()
})

test.each(['http://clamav:3310', 'clamav:0', 'clamav:99999', '::1', 'run/clamd.ctl', `/${'a'.repeat(120)}`, 'a b'])(
  '%s is refused by the name of the setting',
  (value) => {
    expect(() => read(value)).toThrow('CLAMD_ADDRESS must be')
  },
)
