import { z } from 'zod'
import { PermissionName } from '../permissions.ts'
import { Id, IdParams, Name, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { Password } from './password.ts'

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

const tag = 'Staff'

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
