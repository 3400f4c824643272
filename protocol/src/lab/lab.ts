import { z } from 'zod'
import { humanText, Name, Time } from '../primitives.ts'
import { route } from '../route.ts'

/**
 * The channel lab's own wire, below `/try/api`: what the page at `/try` asks of the simulated providers. It is no part
 * of the product's API, stands in no OpenAPI document, and is served only where the lab is switched on.
 */
export const labPrefix = '/try/api'

const Address = z.email().max(320)

/** Somebody whom a newcomer may play. */
export const LabPerson = z.object({
  id: z.string(),
  name: z.string(),
  /** All mail addresses of one person; the first is the one they usually write from. */
  addresses: z.array(Address).min(1),
  /** What the shop knows them by, once they are signed in there; null: they have no account. */
  account: z.string().nullable(),
  /** Why they are interesting to play. */
  about: z.string(),
})
export type LabPerson = z.infer<typeof LabPerson>

/** What the shop's owner has connected: the snippet on the page, the address that is printed on it. */
export const LabShop = z.object({
  supportAddress: Address.describe('Printed on the shop page. Mail to it goes to the mail channel that claims it.'),
  chatChannelId: z.uuid().nullable().describe('The channel whose widget the page embeds; null: none yet.'),
  /** Whether the shop can sign its visitors in to the widget. */
  hasChatSecret: z.boolean(),
})
export type LabShop = z.infer<typeof LabShop>

export const LabState = z.object({
  people: z.array(LabPerson),
  shop: LabShop,
  /** Where the simulated mail provider takes mail: what a mail channel needs as its outgoing server. */
  mailServer: z.object({ host: z.string(), port: z.number().int() }),
  /** People of the desk who may sign in with this password; only on the demo's data. */
  demoStaff: z
    .object({ password: z.string(), people: z.array(z.object({ name: z.string(), email: z.string() })) })
    .nullable(),
})
export type LabState = z.infer<typeof LabState>

export const LabMail = z.object({
  id: z.string(),
  folder: z.enum(['inbox', 'sent']),
  at: Time,
  from: z.object({ name: z.string(), address: z.string() }),
  to: z.array(z.object({ name: z.string(), address: z.string() })),
  /** Where an answer is wanted, when that is not where it came from. */
  replyTo: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  /** As it was sent, pictures inlined: for a frame without rights only. */
  html: z.string().nullable(),
  attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), sizeBytes: z.number().int() })),
})
export type LabMail = z.infer<typeof LabMail>

export const NewLabMail = z.object({
  from: z.object({ name: Name, address: Address }),
  to: Address,
  subject: humanText(998),
  text: humanText(200_000),
  /** A mail of this mailbox that is answered: the provider adds what makes it an answer. */
  answers: z.string().max(100).optional(),
  attachments: z
    .array(z.object({ name: humanText(255).min(1), mediaType: humanText(200), data: z.base64() }))
    .max(10)
    .default([]),
})
export type NewLabMail = z.infer<typeof NewLabMail>

const tag = 'Lab'

export const getLab = route({
  method: 'GET',
  path: '/lab',
  tag,
  summary: 'Who can be played, and what the shop has connected',
  access: 'public',
  response: LabState,
  status: 200,
  problems: ['forbidden'],
})

export const connectShop = route({
  method: 'PUT',
  path: '/shop',
  tag,
  summary: 'Paste the widget’s snippet into the shop’s page, as its owner would',
  access: 'public',
  body: z.object({ chatChannelId: z.uuid().nullable(), chatSecret: humanText(500).nullable() }),
  response: LabShop,
  status: 200,
  problems: ['forbidden'],
})

export const signInAtShop = route({
  method: 'POST',
  path: '/shop/sign-ins',
  tag,
  summary: 'What the shop’s own server answers to a signed-in visitor: a token that says who they are',
  access: 'public',
  body: z.object({ personId: z.string().max(50) }),
  response: z.object({ token: z.string() }),
  status: 200,
  problems: ['forbidden', 'not_found', 'conflict'],
})

export const readLabMailbox = route({
  method: 'GET',
  path: '/mailboxes/:address',
  tag,
  summary: 'The newest mails of a mailbox, oldest first',
  access: 'public',
  params: z.object({ address: Address }),
  response: z.object({ items: z.array(LabMail), isClosed: z.boolean() }),
  status: 200,
  problems: ['forbidden'],
})

export const readLabFile = route({
  method: 'GET',
  path: '/mailboxes/:address/mails/:id/files/:index',
  tag,
  summary: 'A file of a mail, always as a download',
  access: 'public',
  params: z.object({ address: Address, id: z.string().max(100), index: z.coerce.number().int().min(0).max(1000) }),
  status: 200,
  problems: ['forbidden', 'not_found'],
})

export const closeLabMailbox = route({
  method: 'PUT',
  path: '/mailboxes/:address/closed',
  tag,
  summary: 'Close a mailbox, so that mail to it bounces, or open it again',
  access: 'public',
  params: z.object({ address: Address }),
  body: z.object({ isClosed: z.boolean() }),
  status: 204,
  problems: ['forbidden'],
})

export const sendLabMail = route({
  method: 'POST',
  path: '/mails',
  tag,
  summary: 'Send a mail as a customer does: by SMTP to the server that takes mail for the address',
  access: 'public',
  body: NewLabMail,
  /** A refusal is an answer of the other side and shown as such. */
  response: z.discriminatedUnion('state', [
    z.object({ state: z.literal('sent'), mail: LabMail }),
    z.object({ state: z.literal('refused'), sentence: z.string() }),
  ]),
  status: 200,
  problems: ['forbidden', 'not_found'],
})
