import { permissionsByRole, type Permission } from '@throughline/protocol/permissions.ts'
import type { Db, Tx } from '../../platform/db/db.ts'

export interface Role {
  name: string
  builtIn: boolean
  permissions: Permission[]
}

export const builtInRoles: Role[] = Object.entries(permissionsByRole).map(([name, permissions]) => ({
  name,
  builtIn: true,
  permissions: [...permissions],
}))

export async function listRoles(db: Db | Tx): Promise<Role[]> {
  const rows = await db.selectFrom('roles').select(['name', 'permissions']).orderBy('name').limit(1000).execute()
  return [...builtInRoles, ...rows.map((row) => ({ ...row, builtIn: false }))]
}

/** What each role may do. A role that is gone may do nothing. */
export async function permissionsOfRoles(db: Db | Tx): Promise<(role: string) => Permission[]> {
  const roles = new Map((await listRoles(db)).map((role) => [role.name, role.permissions]))
  return (role) => roles.get(role) ?? []
}
