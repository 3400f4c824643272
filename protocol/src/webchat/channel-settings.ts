import { fieldWords } from '../http/field-words.ts'
import { asMessage } from '../words.ts'
import { z } from 'zod'
import { VisitorField } from './webchat.ts'

/** An origin as browsers send it: scheme, host, port where it is not the usual one; `*.` for any subdomain. */
const SiteOrigin = z
  .string()
  .trim()
  .max(300)
  .transform((value) => value.replace(/\/$/, '').toLowerCase())
  .refine(
    (value) => /^https?:\/\/(\*\.)?([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:\d{1,5})?$/.test(value),
    asMessage(fieldWords.origin()),
  )

const line = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength)
    // oxlint-disable-next-line no-control-regex -- control characters are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, asMessage(fieldWords.single_line()))

const sharedSecret = z
  .string()
  .max(1000)
  .default('')
  .refine((value) => value === '' || new TextEncoder().encode(value).length >= 32, asMessage(fieldWords.short_secret()))
  // What everybody may know would sign for everybody.
  .refine((value) => !/-----BEGIN/.test(value), asMessage(fieldWords.secret_in_pem()))

/** The settings of a channel of kind `webchat`: the form in the desk is drawn from this. */
export const WebchatChannelSettings = z.strictObject({
  title: line(100)
    .default('')
    .meta({ title: 'Title', description: 'The head of the chat. Empty: the company’s name.' }),
  greeting: z.string().max(1000).default('').meta({
    title: 'Greeting',
    description: 'Shown before anything is said.',
    format: 'textarea',
  }),
  allowedOrigins: z.array(SiteOrigin).max(100).default([]).meta({
    title: 'Sites',
    description:
      'Origins of the pages that may show this chat, as in https://www.example.com or https://*.example.com.',
  }),
  accentColour: z
    .string()
    .regex(/^$|^#[0-9a-f]{6}$/i, asMessage(fieldWords.colour()))
    .default('')
    .meta({ title: 'Colour', description: 'As in #4255d0. Empty: the company’s accent colour.' }),
  side: z.enum(['end', 'start']).default('end').meta({
    title: 'Position',
    description: 'Where the button stands: at the end of a line (right, in most languages) or at its start.',
  }),
  theme: z.enum(['auto', 'light', 'dark']).default('auto').meta({ title: 'Theme' }),
  answersWithinMinutes: z.int().min(1).max(10_080).optional().meta({
    title: 'Expected reply time, in minutes',
    description: 'Shown to visitors. Empty: nothing is promised.',
  }),
  showsNames: z.boolean().default(true).meta({ title: 'Show names of team members' }),
  showsPhotos: z
    .boolean()
    .default(true)
    .meta({ title: 'Show photos of team members', description: 'Of those who have one, beside their names.' }),
  asksFor: z.array(VisitorField).max(3).default(['name', 'email']).meta({
    title: 'Ask for',
    description: 'Name, email, phone: always optional for the visitor, and only a claim.',
  }),
  showsPages: z.boolean().default(true).meta({
    title: 'Show the page a visitor is on',
    description: 'To your team, while the chat is going on, with the country or the time zone. Nothing of it is kept.',
  }),
  takesFiles: z.boolean().default(true).meta({ title: 'Allow attachments' }),
  goesOnByMail: z.boolean().default(true).meta({
    title: 'Continue by email',
    description: 'Replies that were not seen are mailed, if the visitor gave an address or has proven one.',
  }),
  mailAfterMinutes: z.int().min(1).max(1440).default(3).meta({
    title: 'Email unseen replies after, in minutes',
  }),
  mailChannelId: z
    .union([z.uuid(), z.literal('')])
    .default('')
    .meta({
      title: 'Email channel',
      description: 'The id of the mail channel by which it goes on. Empty: the first one that is switched on.',
    }),
  identity: z
    .strictObject({
      secret: sharedSecret.meta({
        title: 'Secret (HS256)',
        description: 'With which your site signs who its visitor is. At least 32 bytes.',
      }),
      previousSecret: sharedSecret.meta({
        title: 'Previous secret',
        description: 'Still taken while you change over to the new one.',
      }),
      publicKeys: z
        .string()
        .max(20_000)
        .default('')
        .refine((value) => !/PRIVATE KEY/.test(value), asMessage(fieldWords.private_key()))
        .meta({
          title: 'Public keys (RS256)',
          description: 'In PEM, one after the other: for sites that sign with a private key.',
          format: 'textarea',
        }),
      accountPrefix: line(50).default('').meta({
        title: 'Account prefix',
        description: 'Only if several sites with accounts of their own are served here: keeps their accounts apart.',
      }),
      signedInHours: z.int().min(1).max(720).default(12).meta({
        title: 'Sign-in lifetime, in hours',
        description: 'After that your site identifies its visitor again.',
      }),
    })
    .default({ secret: '', previousSecret: '', publicKeys: '', accountPrefix: '', signedInHours: 12 })
    .meta({ title: 'Identity verification' }),
})
export type WebchatChannelSettings = z.infer<typeof WebchatChannelSettings>
