import { z } from 'zod'
import { PermissionName } from '../permissions.ts'
import { Id, IdParams, Name, pageOf, PageQuery, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { Invitation, InvitationLanguage } from './invitations.ts'
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
    hasSignIn: z.boolean().describe('They have a password, or an account of the OpenID provider.'),
    photoUrl: z.string().nullable().describe('Their photo, if they have one.'),
    invitation: Invitation.nullable().describe('While its link can be used, or could be until it expired.'),
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
    photoUrl: z.string().nullable(),
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
  summary: 'Add a person, with a first password or by an invitation to choose their own',
  description: 'Whether a mail server took the invitation is in the answer. Where none can, it is refused with 409.',
  access: 'staff.manage',
  body: z.object({
    name: Name,
    email: z.email(),
    password: Password.optional().describe('Left out with `invite` only.'),
    invite: z.object({ language: InvitationLanguage }).optional().describe('Instead of a password.'),
    role: z.string().default('staff'),
  }),
  example: { name: 'Kim', email: 'kim@example.com', password: 'correct horse battery staple', role: 'staff' },
  response: StaffMember,
  status: 201,
  problems: ['already_exists', 'guessable_password', 'conflict'],
})

export const inviteStaff = route({
  method: 'POST',
  path: '/staff/:id/invitation',
  tag,
  summary: 'Send an invitation to a person who has not signed in yet; earlier links no longer work',
  description: 'Refused with 403 for a person who may do something that you may not. At most one mail a minute.',
  access: 'staff.manage',
  params: IdParams,
  body: z.object({ language: InvitationLanguage }),
  example: { language: 'en' },
  response: StaffMember,
  status: 200,
  problems: ['not_found', 'conflict', 'forbidden', 'too_many_requests'],
})

export const putFirstPassword = route({
  method: 'PUT',
  path: '/staff/:id/first-password',
  tag,
  summary: 'Give a first password to a person who has none; an invitation ends',
  description: 'Refused with 403 for a person who may do something that you may not.',
  access: 'staff.manage',
  params: IdParams,
  body: z.object({ password: Password }),
  example: { password: 'correct horse battery staple' },
  response: StaffMember,
  status: 200,
  problems: ['not_found', 'conflict', 'forbidden', 'guessable_password'],
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
