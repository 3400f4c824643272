import { connect } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { errorCode } from '../../lib/errors.ts'
import { isDatabaseAway } from './database-errors.ts'

const withCode = (code: string): Error => Object.assign(new Error('no'), { code })

test('codes of PostgreSQL and of the system are read, and nothing else', () => {
  expect(errorCode(withCode('40P01'))).toBe('40P01')
  expect([new Error('no'), 'no', null, { code: 'no error' }].map(errorCode)).toEqual(Array(4).fill(undefined))
})

test.each(['08006', '57P01', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET'])(
  '%s means that the database is away',
  (code) => {
    expect(isDatabaseAway(withCode(code))).toBe(true)
  },
)

test.each(['23505', '40001', '42P01', '28P01', '57014', 'ENOENT', 'EACCES'])('%s does not', (code) => {
  expect(isDatabaseAway(withCode(code))).toBe(false)
})

test('a socket that is not there is a database that is away', async () => {
  const [error] = await once(connect('/no/such/socket'), 'error').catch((error: unknown) => [error])
  expect(isDatabaseAway(error)).toBe(true)
})

test('so is a connection that the driver lost', () => {
  expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isDatabaseAway(new Error('something else'))).toBe(false)
})
