import { z } from 'zod'
import { builtInRoleNames, byDomain, joinByName, type BuiltInRole, type Domain } from './domain.ts'
import * as domains from './domains.ts'

type PermissionsOf<D> = D extends { permissions: infer P } ? keyof P & string : never

/**
 * Everything a person or a token may be allowed to do, as its domain declares it. A custom role is a set of these. What
 * each really lets its holder do is written in `docs/operate/permissions.md`.
 */
export type Permission = PermissionsOf<(typeof domains)[keyof typeof domains]>

const lowestRole: Record<string, BuiltInRole> = joinByName(
  'The permission',
  byDomain<Domain>(domains).map(([name, { permissions = {} }]) => [name, permissions] as const),
)

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets what it knew
export const permissions = Object.keys(lowestRole) as [Permission, ...Permission[]]
export const PermissionName = z.enum(permissions)

const upTo = (role: BuiltInRole): readonly Permission[] =>
  permissions.filter((name) => builtInRoleNames.indexOf(lowestRole[name]!) <= builtInRoleNames.indexOf(role))

/** What the built-in roles may do. */
export const permissionsByRole: Readonly<Record<BuiltInRole, readonly Permission[]>> = {
  readonly: upTo('readonly'),
  staff: upTo('staff'),
  lead: upTo('lead'),
  admin: upTo('admin'),
}
