import { fieldWords } from '../http/field-words.ts'
import { z } from 'zod'
import { Time } from '../primitives.ts'
import { route } from '../route.ts'
import { asMessage } from '../words.ts'

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(255)
  .regex(/^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z0-9-]+$/, asMessage(fieldWords.mail_domain()))

/**
 * What is ours beside the addresses of channels and of staff. Mail from there is never taken for a customer's; who wrote
 * it, or for whom it was passed on, is a claim.
 */
export const OwnAddresses = z
  .object({
    domains: z.array(z.string()).describe('Every address of them is a colleague’s or a machine’s of ours.'),
    groups: z.array(z.string()).describe('Addresses that pass mail on to us, such as a Google Group.'),
    updatedAt: Time.nullable(),
  })
  .meta({ id: 'OwnAddresses' })
export type OwnAddresses = z.infer<typeof OwnAddresses>

const tag = 'Channels'

export const getOwnAddresses = route({
  method: 'GET',
  path: '/own-addresses',
  tag,
  summary: 'The mail domains and groups that are ours beside channels and staff',
  access: 'channels.read',
  response: OwnAddresses,
  status: 200,
})

export const putOwnAddresses = route({
  method: 'PUT',
  path: '/own-addresses',
  tag,
  summary: 'Say which mail domains and groups are ours',
  access: 'channels.manage',
  body: z.object({
    domains: z.array(domain).max(200),
    groups: z.array(z.email()).max(500),
    was: z
      .object({ updatedAt: Time.nullable() })
      .optional()
      .describe('What you saw: where it is another by now, nothing is changed and the answer is `conflict`.'),
  }),
  example: { domains: ['example.com'], groups: ['all@example.com'], was: { updatedAt: null } },
  response: OwnAddresses,
  status: 200,
  problems: ['conflict'],
})
