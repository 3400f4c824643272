import { fieldWords } from '../http/field-words.ts'
import { asMessage } from '../words.ts'
import { z } from 'zod'
import { PermissionName } from '../permissions.ts'
import { route } from '../route.ts'

const tag = 'Staff'

export const Role = z
  .object({ name: z.string(), builtIn: z.boolean(), permissions: z.array(PermissionName) })
  .meta({ id: 'Role' })
export type Role = z.infer<typeof Role>

const RoleName = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, asMessage(fieldWords.role_name()))

export const listRoles = route({
  method: 'GET',
  path: '/roles',
  tag,
  summary: 'Built-in and custom roles',
  access: 'staff.read',
  response: z.object({ items: z.array(Role) }),
  status: 200,
})

export const createRole = route({
  method: 'POST',
  path: '/roles',
  tag,
  summary: 'Make a role from permissions',
  access: 'staff.manage',
  body: z.object({ name: RoleName, permissions: z.array(PermissionName) }),
  example: { name: 'readers', permissions: ['customers.read', 'thread.read'] },
  response: Role,
  status: 201,
  problems: ['already_exists'],
})

const RoleParams = z.object({ id: RoleName.describe('The name of a role that the company made.') })

export const updateRole = route({
  method: 'PATCH',
  path: '/roles/:id',
  tag,
  summary: 'Change what a custom role may do, for everybody who has it at once',
  access: 'staff.manage',
  params: RoleParams,
  body: z.object({
    permissions: z.array(PermissionName),
    was: z
      .object({ permissions: z.array(PermissionName) })
      .optional()
      .describe('What you saw: where it is another by now, nothing is changed and the answer is `conflict`.'),
  }),
  example: { permissions: ['customers.read', 'thread.read', 'issues.read'] },
  response: Role,
  status: 200,
  problems: ['not_found', 'conflict', 'forbidden'],
})

export const deleteRole = route({
  method: 'DELETE',
  path: '/roles/:id',
  tag,
  summary: 'Remove a custom role that nobody has',
  access: 'staff.manage',
  params: RoleParams,
  status: 204,
  problems: ['not_found', 'conflict'],
})
