import { fieldWords } from '../http/field-words.ts'
import { asMessage } from '../words.ts'
import { z } from 'zod'
import { humanText, Name, Time } from '../primitives.ts'
import { route } from '../route.ts'

export const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ar', 'ja'] as const

export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>

export const maxLogoBytes = 512 * 1024

const Colour = z.string().regex(/^#[0-9a-f]{6}$/i, asMessage(fieldWords.colour()))

/** Who we are to customers: under mails, in the chat on the site, on the help pages. */
export const BusinessProfile = z
  .object({
    name: z.string().nullable(),
    address: z.string(),
    openingHours: z.string().describe('In words, for people: "Mon to Fri, 9:00 to 17:00".'),
    signature: z.string().describe('Under every mail of a channel that has none of its own.'),
    accentColour: z.string().nullable(),
    defaultLanguage: Language,
    logoUrl: z.string().nullable().describe('Relative to the server, and open to everybody.'),
    updatedAt: Time.nullable(),
  })
  .meta({ id: 'BusinessProfile' })
export type BusinessProfile = z.infer<typeof BusinessProfile>

const tag = 'Business'

export const getBusiness = route({
  method: 'GET',
  path: '/business',
  tag,
  summary: 'The business profile',
  access: 'signed-in',
  response: BusinessProfile,
  status: 200,
})

export const updateBusiness = route({
  method: 'PATCH',
  path: '/business',
  tag,
  summary: 'Change the business profile',
  access: 'business.manage',
  body: z.object({
    name: Name.nullable().optional(),
    address: humanText(1000).trim().optional(),
    openingHours: humanText(500).trim().optional(),
    signature: humanText(5000).optional(),
    accentColour: Colour.nullable().optional(),
    defaultLanguage: Language.optional(),
    was: z
      .object({ updatedAt: Time.nullable() })
      .optional()
      .describe('What you saw: where it is another by now, nothing is changed and the answer is `conflict`.'),
  }),
  example: { name: 'Vale Lamps', defaultLanguage: 'en', was: { updatedAt: null } },
  response: BusinessProfile,
  status: 200,
  problems: ['conflict'],
})

export const putLogo = route({
  method: 'PUT',
  path: '/business/logo',
  tag,
  summary: 'Set the logo; the body is a PNG, JPEG, GIF or WebP of at most 512 KiB',
  access: 'business.manage',
  upload: true,
  response: BusinessProfile,
  status: 200,
  problems: ['too_large', 'unsupported_media_type'],
})

export const deleteLogo = route({
  method: 'DELETE',
  path: '/business/logo',
  tag,
  summary: 'Remove the logo',
  access: 'business.manage',
  status: 204,
})

export const getLogo = route({
  method: 'GET',
  path: '/business/logo/:version',
  tag,
  summary: 'The logo, for everybody',
  access: 'public',
  params: z.object({ version: z.string().regex(/^[0-9a-f]{16}$/) }),
  status: 200,
  problems: ['not_found', 'upstream_failed'],
})
