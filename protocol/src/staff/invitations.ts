import { z } from 'zod'
import { IdParams, Time } from '../primitives.ts'
import { route } from '../route.ts'
import { Words } from '../words.ts'
import { Password } from './password.ts'

/** How long the link of an invitation can be used. */
export const invitationDays = 7

export const Invitation = z
  .object({
    sentAt: Time.nullable().describe('When a mail server took the mail; null when none did.'),
    expiresAt: Time,
    failure: z
      .object({ sentence: z.string(), words: z.array(Words) })
      .nullable()
      .describe('Why the mail did not leave.'),
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof Invitation>

/** The language of the mail. */
export const InvitationLanguage = z.enum(['en', 'de', 'fr'])
export type InvitationLanguage = z.infer<typeof InvitationLanguage>

/** What the link holds. Of any length a token may be wrong: the answer is the same. */
const Token = z.string().max(200)

const tag = 'Staff'

export const getInvitationOffer = route({
  method: 'GET',
  path: '/invitation-offer',
  tag,
  summary: 'Whether people can be invited by mail, and from which address',
  access: 'staff.manage',
  response: z.object({
    from: z.string().nullable().describe('The address that invitations come from; null: they are not offered.'),
    why: z
      .enum(['no_mail', 'passwords_off'])
      .nullable()
      .describe('no_mail: no channel can send mail. passwords_off: people sign in by the OpenID provider only.'),
  }),
  status: 200,
})

export const revokeInvitation = route({
  method: 'DELETE',
  path: '/staff/:id/invitation',
  tag,
  summary: 'Revoke an invitation: its link no longer works',
  access: 'staff.manage',
  params: IdParams,
  status: 204,
  problems: ['not_found', 'forbidden'],
})

export const readInvitation = route({
  method: 'POST',
  path: '/invitations/read',
  tag: 'Set-up',
  summary: 'Whom a link of an invitation is for',
  description: 'Answered with 404 whatever is wrong with the link: unknown, used, revoked, expired.',
  access: 'public',
  body: z.object({ token: Token }),
  example: { token: 'of-the-link-in-the-mail' },
  response: z.object({ name: z.string(), email: z.string(), companyName: z.string().nullable() }),
  status: 200,
  problems: ['not_found'],
})

export const acceptInvitation = route({
  method: 'POST',
  path: '/invitations/accept',
  tag: 'Set-up',
  summary: 'Choose the first password with the link of an invitation, which works once',
  access: 'public',
  body: z.object({ token: Token, password: Password }),
  example: { token: 'of-the-link-in-the-mail', password: 'correct horse battery staple' },
  response: z.object({ email: z.string() }),
  status: 200,
  problems: ['not_found', 'guessable_password'],
})
