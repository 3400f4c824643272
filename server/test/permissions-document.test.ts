import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { permissions } from '@throughline/protocol/permissions.ts'
import { expect, test } from 'vitest'

const page = readFileSync(join(import.meta.dirname, '../../docs/operate/permissions.md'), 'utf8')

test('the guide for admins says of every permission how far it reaches, and of none that is not there', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `'))
  const told = rows.map((line) => line.split('`')[1] ?? '')
  expect(told.toSorted()).toEqual([...permissions].toSorted())
  const untold = rows.filter((line) => line.split(' | ').length !== 3 || line.split(' | ').at(-1)!.length < 30)
  expect(untold).toEqual([])
})
