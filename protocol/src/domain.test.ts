import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { joinByName } from './domain.ts'
import { permissions, permissionsByRole } from './permissions.ts'
import { routes } from './routes.ts'

test('a name that two domains declare is an error that names both', () => {
  const join = () =>
    joinByName('The event', [
      ['timeline', { 'entry.appended': 1 }],
      ['promises', { 'promise.made': 1, 'entry.appended': 2 }],
    ])
  expect(join).toThrow('The event entry.appended is declared twice: in timeline and in promises.')
})

test('every contract that a file declares is among the routes', () => {
  const declared = globSync('*/*.ts', { cwd: import.meta.dirname })
    .filter((file) => !file.startsWith('lab/'))
    .flatMap((file) =>
      [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/^export const (\w+) = route\(/gm)].map(
        ([, name]) => ({ file, name: name! }),
      ),
    )
  expect(declared.length).toBeGreaterThan(80)
  expect(declared.filter(({ name }) => !Object.hasOwn(routes, name))).toEqual([])
})

test('every permission opens a route, and every route asks for a permission that a domain declares', () => {
  const asked = Object.values(routes).flatMap(({ access, alsoNeeds = [] }) => [access, ...alsoNeeds])
  const known = [...permissions, 'public', 'signed-in']
  expect(asked.filter((access) => !known.includes(access))).toEqual([])
  // Steps within a route that others may call: `can` is asked for them there.
  const beyondRoutes = ['notes.manage', 'identities.vouch', 'replies.manage']
  expect(permissions.filter((name) => !asked.includes(name) && !beyondRoutes.includes(name))).toEqual([])
})

test('each built-in role may do what those before it may, and an admin everything', () => {
  const { readonly, staff, lead, admin } = permissionsByRole
  expect(staff).toEqual(expect.arrayContaining([...readonly]))
  expect(lead).toEqual(expect.arrayContaining([...staff]))
  expect(admin).toEqual(permissions)
  expect(readonly).not.toContain('thread.write')
  expect(staff).not.toContain('identities.vouch')
  expect(lead).not.toContain('staff.manage')
})
