import { permissions } from '@throughline/protocol/permissions.ts'
import { expect, test } from 'vitest'
import { permissionGroups } from './permission-groups.ts'
import { en } from './words/en.ts'

test('every permission stands in one group, and has its words', () => {
  const grouped = permissionGroups.flatMap((group) => [...group.permissions]).toSorted()
  expect(grouped).toEqual([...permissions].toSorted())
  expect(permissions.filter((permission) => !en.roles.permissions[permission])).toEqual([])
})
