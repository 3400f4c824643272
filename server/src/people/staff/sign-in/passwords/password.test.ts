import { expect, test } from 'vitest'
import { quickHashCost } from '../../../../../test/quick-hash-cost.ts'
import { hashPassword, verifyPassword } from './password.ts'

const password = 'correct horse battery staple'

test('a guess costs 32 MiB and a fifth of a second of a core, unless a test says otherwise', async () => {
  expect(await hashPassword(password)).toMatch(/^scrypt\$32768\$8\$3\$/)
  expect(await hashPassword(password, quickHashCost)).toMatch(/^scrypt\$2048\$8\$1\$/)
})

test('a password is right under the cost that it was kept with, also when another one is usual by now', async () => {
  const hash = await hashPassword(password, quickHashCost)
  expect(await verifyPassword({ hash, password })).toBe(true)
  expect(await verifyPassword({ hash, password: `${password} ` })).toBe(false)
  expect(await verifyPassword({ hash: hash.replace('$8$1$', '$8$2$'), password })).toBe(false)
})
