import { z } from 'zod'
import { passwordLength } from './password.ts'
import { PermissionName } from './permissions.ts'
import { humanText, Id, IdParams, Name, pageOf, PageQuery, Time } from './primitives.ts'
import { route } from './route.ts'

export const PresenceState = z.enum(['online', 'away', 'offline'])
export type PresenceState = z.infer<typeof PresenceState>

export const StaffMember = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    role: z.string(),
    permissions: z.array(PermissionName),
    presence: PresenceState,
    active: z.boolean(),
    twoFactorEnabled: z.boolean(),
    createdAt: Time,
  })
  .meta({ id: 'StaffMember' })
export type StaffMember = z.infer<typeof StaffMember>

export const Team = z.object({ id: Id, name: z.string(), memberIds: z.array(Id) }).meta({ id: 'Team' })
export const Skill = z.object({ id: Id, name: z.string(), staffIds: z.array(Id) }).meta({ id: 'Skill' })
export type Team = z.infer<typeof Team>
export const Role = z
  .object({ name: z.string(), builtIn: z.boolean(), permissions: z.array(PermissionName) })
  .meta({ id: 'Role' })
export type Role = z.infer<typeof Role>

export const ApiToken = z
  .object({
    id: Id,
    name: z.string(),
    role: z.string(),
    createdBy: z
      .object({ kind: z.enum(['staff', 'token']), id: Id, name: z.string() })
      .nullable()
      .describe('Who made it; null for the first one, which the settings named.'),
    standsFor: z
      .object({ id: Id, name: z.string() })
      .nullable()
      .describe(
        'The person whose limits it has, also when it was made with a token of theirs; null for the first one and those made with it.',
      ),
    works: z.boolean().describe('False once the person who stands for it has no access any more.'),
    permissions: z
      .array(PermissionName)
      .describe('What it may do now: what its role allows, and no more than the person who stands for it.'),
    lastUsedAt: Time.nullable(),
    expiresAt: Time.nullable(),
    createdAt: Time,
  })
  .meta({ id: 'ApiToken' })

const RoleName = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'small letters, digits and -, beginning with a letter')
const { least, most } = passwordLength
const Password = z.string().min(least, `at least ${least} characters`).max(most)
const tag = 'Staff'

export const getSetup = route({
  method: 'GET',
  path: '/setup',
  tag: 'Set-up',
  summary: 'Whether the first admin still has to be made',
  access: 'public',
  response: z.object({ needed: z.boolean() }),
  status: 200,
})

export const completeSetup = route({
  method: 'POST',
  path: '/setup',
  tag: 'Set-up',
  summary: 'Make the first admin, with the one-time token of the link printed at start',
  access: 'public',
  body: z.object({
    token: z.string().min(1).max(200),
    name: Name,
    email: z.email(),
    password: Password,
    companyName: Name.optional(),
  }),
  example: {
    token: 'of-the-link-that-was-printed-at-the-start',
    name: 'Maria',
    email: 'maria@example.com',
    password: 'correct horse battery staple',
    companyName: 'Vale Lamps',
  },
  response: StaffMember,
  status: 201,
  problems: ['setup_already_done', 'forbidden', 'guessable_password'],
})

export const getMe = route({
  method: 'GET',
  path: '/me',
  tag,
  summary: 'Who is asking, and what they may do',
  access: 'signed-in',
  response: z.object({
    kind: z.enum(['staff', 'token']),
    id: Id,
    name: z.string(),
    email: z.string().nullable(),
    role: z.string(),
    permissions: z.array(PermissionName),
    companyName: z.string().nullable(),
  }),
  status: 200,
})

export const listStaff = route({
  method: 'GET',
  path: '/staff',
  tag,
  summary: 'The people who answer',
  access: 'staff.read',
  query: PageQuery,
  response: pageOf(StaffMember),
  status: 200,
})

export const createStaff = route({
  method: 'POST',
  path: '/staff',
  tag,
  summary: 'Add a person with a first password',
  access: 'staff.manage',
  body: z.object({ name: Name, email: z.email(), password: Password, role: z.string().default('staff') }),
  example: { name: 'Kim', email: 'kim@example.com', password: 'correct horse battery staple', role: 'staff' },
  response: StaffMember,
  status: 201,
  problems: ['already_exists', 'guessable_password'],
})

export const updateStaff = route({
  method: 'PATCH',
  path: '/staff/:id',
  tag,
  summary: 'Change a person’s name or role, or switch their access off; the last admin stays',
  description: 'Refused with 403 for a person who may do something that you may not.',
  access: 'staff.manage',
  params: IdParams,
  body: z.object({
    name: Name.optional(),
    role: z.string().optional(),
    active: z.boolean().optional(),
    keepTokens: z
      .boolean()
      .optional()
      .describe(
        'API tokens that the person made do no more than the person may do, and nothing once their access is off. ' +
          'True: you stand for these tokens from now on, and they go on as they are. Needs tokens.manage.',
      ),
  }),
  example: { active: false, keepTokens: true },
  response: StaffMember,
  status: 200,
  problems: ['not_found', 'conflict', 'forbidden'],
})

export const listTeams = route({
  method: 'GET',
  path: '/teams',
  tag,
  summary: 'Teams',
  access: 'staff.read',
  response: z.object({ items: z.array(Team) }),
  status: 200,
})

export const createTeam = route({
  method: 'POST',
  path: '/teams',
  tag,
  summary: 'Add a team',
  access: 'staff.manage',
  body: z.object({ name: Name, memberIds: z.array(Id).max(1000).default([]) }),
  example: { name: 'Returns', memberIds: ['01941f29-7c00-7aaa-8bbb-0123456789ab'] },
  response: Team,
  status: 201,
  problems: ['already_exists'],
})

export const updateTeam = route({
  method: 'PATCH',
  path: '/teams/:id',
  tag,
  summary: 'Rename a team, or say who is in it',
  access: 'staff.manage',
  params: IdParams,
  body: z.object({ name: Name.optional(), memberIds: z.array(Id).max(1000).optional() }),
  example: { name: 'Returns and repairs' },
  response: Team,
  status: 200,
  problems: ['not_found', 'already_exists'],
})

export const deleteTeam = route({
  method: 'DELETE',
  path: '/teams/:id',
  tag,
  summary: 'Remove a team; its people and its issues stay',
  access: 'staff.manage',
  params: IdParams,
  status: 204,
  problems: ['not_found'],
})

export const listSkills = route({
  method: 'GET',
  path: '/skills',
  tag,
  summary: 'Skills that routing may ask for',
  access: 'staff.read',
  response: z.object({ items: z.array(Skill) }),
  status: 200,
})

export const createSkill = route({
  method: 'POST',
  path: '/skills',
  tag,
  summary: 'Add a skill',
  access: 'staff.manage',
  body: z.object({ name: Name, staffIds: z.array(Id).max(1000).default([]) }),
  example: { name: 'French', staffIds: ['01941f29-7c00-7aaa-8bbb-0123456789ab'] },
  response: Skill,
  status: 201,
  problems: ['already_exists'],
})

export const putPresence = route({
  method: 'PUT',
  path: '/presence',
  tag,
  summary: 'Say whether you are here',
  access: 'signed-in',
  body: z.object({ state: PresenceState }),
  example: { state: 'online' },
  response: z.object({ state: PresenceState }),
  status: 200,
  problems: ['forbidden'],
})

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
  body: z.object({ permissions: z.array(PermissionName) }),
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

export const listTokens = route({
  method: 'GET',
  path: '/tokens',
  tag,
  summary: 'API tokens; their values are shown once, when they are made',
  access: 'tokens.manage',
  response: z.object({ items: z.array(ApiToken) }),
  status: 200,
})

export const createToken = route({
  method: 'POST',
  path: '/tokens',
  tag,
  summary: 'Make an API token',
  access: 'tokens.manage',
  body: z.object({
    name: Name,
    role: z.string().describe('Required: a token has no default role.'),
    expiresAt: Time.optional(),
  }),
  example: { name: 'Order system', role: 'staff', expiresAt: '2027-03-02T00:00:00.000Z' },
  response: ApiToken.extend({ token: z.string().describe('Shown this once.') }),
  status: 201,
})

export const deleteToken = route({
  method: 'DELETE',
  path: '/tokens/:id',
  tag,
  summary: 'Revoke an API token at once, and the tokens that were made with it',
  description: 'Refused with 403 for a token that may do something that you may not.',
  access: 'tokens.manage',
  params: IdParams,
  status: 204,
  problems: ['not_found'],
})

export const AuditRecord = z
  .object({
    id: Id,
    at: Time,
    actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string().nullable() }),
    details: z.record(z.string(), z.unknown()),
    address: z.string().nullable().describe('The network address of the caller.'),
  })
  .meta({ id: 'AuditRecord' })

export const listAudit = route({
  method: 'GET',
  path: '/audit',
  tag: 'Audit',
  summary: 'Who did what, newest first',
  access: 'audit.read',
  query: PageQuery.extend({ action: humanText(100).optional() }),
  response: pageOf(AuditRecord),
  status: 200,
})
