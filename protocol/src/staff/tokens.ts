import { z } from 'zod'
import { PermissionName } from '../permissions.ts'
import { Id, IdParams, Name, Time } from '../primitives.ts'
import { route } from '../route.ts'

const tag = 'Staff'

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
