import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { asMessage } from '@throughline/protocol/words.ts'
import { z } from 'zod'
import { domainOf, normaliseAddress } from './addresses.ts'
import { isThisMachine } from '../../../lib/network-address.ts'
import { isAddressRange } from './address-ranges.ts'
import { isReadable, mustBeAllowed } from './unencrypted.ts'

const address = z
  .string()
  .trim()
  .max(320)
  .refine((value) => normaliseAddress(value) !== null, asMessage(fieldWords.mail_address()))

/** An address, or `@example.com` for every address of a domain. */
const addressOrDomain = z
  .string()
  .trim()
  .max(320)
  .refine(
    (value) => normaliseAddress(value) !== null || domainIn(value) !== null,
    asMessage(fieldWords.mail_address_or_domain()),
  )

/** One line of a header or a command: no control characters, so that it can't start another one. */
const line = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength)
    // oxlint-disable-next-line no-control-regex -- control characters are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, asMessage(fieldWords.single_line()))

const host = line(253)
  .min(1)
  .regex(/^[^\s/@]+$/, asMessage(fieldWords.server_name()))
const secret = z.string().max(10_000)
const security = z.enum(['tls', 'starttls', 'none']).default('tls')
const signIn = z.enum(['password', 'xoauth2']).default('password')

const allowUnencrypted = z.boolean().default(false).meta({
  title: 'Send the password without encryption',
  description: 'Anybody on the way to the server can read it. Only for a server that can do no better.',
})

const securityMeta = {
  title: 'Encryption',
  description: 'tls from the start (ports 465 and 993), starttls (ports 587 and 143), or none.',
}

function refuse(context: z.RefinementCtx): void {
  context.addIssue({ code: 'custom', path: ['allowUnencrypted'], message: mustBeAllowed })
}

const Smtp = z
  .strictObject({
    host: host.meta({ title: 'Server' }),
    port: z.int().min(1).max(65_535).default(465).meta({ title: 'Port' }),
    security: security.meta(securityMeta),
    auth: signIn.meta({
      title: 'Authentication',
      description: 'xoauth2 uses the OAuth 2 access of the IMAP inbox below.',
    }),
    user: line(320).default('').meta({ title: 'Username', description: 'Empty: no authentication.' }),
    password: secret.default('').meta({ title: 'Password' }),
    allowUnencrypted,
  })
  .superRefine((smtp, context) => {
    const signsIn = smtp.user !== '' && (smtp.auth === 'xoauth2' || smtp.password !== '')
    if (signsIn && isReadable(smtp) && !smtp.allowUnencrypted) refuse(context)
  })
  .meta({ title: 'Outgoing mail (SMTP)', description: 'Without it, mail leaves by the server of the installation.' })

const OAuth = z
  .strictObject({
    tokenUrl: z.url({ protocol: /^https?$/ }).meta({ title: 'Token URL' }),
    clientId: line(500).min(1).meta({ title: 'Client ID' }),
    clientSecret: secret.default('').meta({ title: 'Client secret' }),
    refreshToken: secret.min(1).meta({ title: 'Refresh token' }),
    scope: line(1000).default('').meta({ title: 'Scope', description: 'Only where the provider asks for it.' }),
    allowUnencrypted: allowUnencrypted.meta({ title: 'Use a URL without https' }),
  })
  .superRefine(({ tokenUrl, allowUnencrypted }, context) => {
    const { protocol, hostname } = new URL(tokenUrl)
    if (protocol === 'http:' && !isThisMachine(hostname) && !allowUnencrypted) refuse(context)
  })
  .meta({ title: 'OAuth 2 access', description: 'Fetches access tokens as they expire.' })

const Imap = z
  .strictObject({
    host: host.meta({ title: 'Server' }),
    port: z.int().min(1).max(65_535).default(993).meta({ title: 'Port' }),
    security: security.meta(securityMeta),
    user: line(320).min(1).meta({ title: 'Username' }),
    auth: signIn.meta({ title: 'Authentication' }),
    password: secret.default('').meta({ title: 'Password' }),
    accessToken: secret
      .default('')
      .meta({ title: 'Access token', description: 'It expires: OAuth 2 access is better.' }),
    oauth: OAuth.optional(),
    folder: line(500).min(1).default('INBOX').meta({ title: 'Folder' }),
    startWith: z.enum(['everything', 'new']).default('everything').meta({
      title: 'Start with',
      description: 'Everything that is in the folder, or only what arrives from now on. Nothing is marked or deleted.',
    }),
    allowUnencrypted,
  })
  .superRefine((imap, context) => {
    const signsIn = imap.auth === 'xoauth2' || imap.password !== ''
    if (signsIn && isReadable(imap) && !imap.allowUnencrypted) refuse(context)
  })
  .meta({ title: 'IMAP inbox' })

export const EmailSettings = z.strictObject({
  address: address.optional().meta({ title: 'Address', description: 'What customers see and answer to.' }),
  senderName: line(200)
    .default('')
    .meta({ title: 'Sender name', description: 'Such as Acme: mail then comes from “Anna via Acme”.' }),
  addresses: z.array(addressOrDomain).max(500).default([]).meta({
    title: 'Additional addresses',
    description: 'Mail to them is received as well. @example.com stands for every address of the domain.',
  }),
  smtp: Smtp.optional(),
  imap: Imap.optional(),
  acknowledgement: z
    .strictObject({
      enabled: z.boolean().default(false).meta({ title: 'Enabled' }),
      text: z.string().max(10_000).default('').meta({ title: 'Text', format: 'textarea' }),
    })
    .default({ enabled: false, text: '' })
    .meta({
      title: 'Auto-reply',
      description:
        'Sent once to each new issue, when the sender’s domain is authenticated (see Trusted authserv-ids) or somebody here has written to them before; never to a machine.',
    }),
  quotedHistory: z.enum(['none', 'last', 'all']).default('none').meta({
    title: 'Quote the conversation in answers',
    description:
      'Below an answer, as mail programs do: nothing, the last message, or the whole conversation. Only mails that everybody who gets the answer has had already.',
  }),
  replyAddressing: z.boolean().optional().meta({
    title: 'Reply addresses with a signature',
    description:
      'Answers come back to help+r.…@example.com. The server has to deliver plus addresses. On by default without an IMAP inbox.',
  }),
  formSenders: z.array(address).max(500).default([]).meta({
    title: 'Contact form senders',
    description: 'They write for customers: whom Reply-To names is the customer.',
  }),
  authservIds: z.array(line(253).min(1)).max(20).default([]).meta({
    title: 'Trusted authserv-ids',
    description:
      'Whose Authentication-Results are believed (RFC 8601). That server must remove results of others that bear its name.',
  }),
  boundaryAddresses: z
    .array(line(50).refine(isAddressRange, asMessage(fieldWords.address_range())))
    .max(100)
    .default([])
    .meta({
      title: 'Trusted relays',
      description: 'From where such results are believed by SMTP: addresses or ranges. This machine always is.',
    }),
  signature: z.string().max(5000).default('').meta({ title: 'Signature', format: 'textarea' }),
})
export type EmailSettings = z.infer<typeof EmailSettings>
export type ImapSettings = z.infer<typeof Imap>
export type SmtpSettings = z.infer<typeof Smtp>
export type OAuthSettings = z.infer<typeof OAuth>

/** Every address that is us, in normal form; mail leaves from these and from no other. */
export function ownAddresses(settings: EmailSettings): Set<string> {
  const candidates = [settings.address, ...settings.addresses, settings.imap?.user]
  return new Set(candidates.flatMap((candidate) => normaliseAddress(candidate ?? '') ?? []))
}

/** The domains of which every address is accepted, in ASCII. */
export function acceptedDomains({ addresses }: EmailSettings): string[] {
  return addresses.flatMap((accepted) => domainIn(accepted) ?? [])
}

/** `@example.com` → `example.com`, by the rules of addresses. */
function domainIn(value: string): string | null {
  const address = value.trim().startsWith('@') ? normaliseAddress(`any${value.trim()}`) : null
  return address === null ? null : domainOf(address)
}

/** Plus-addresses work where we take the mail in ourselves; at a provider's mailbox somebody must have checked. */
export function usesReplyAddressing(settings: EmailSettings): boolean {
  return settings.replyAddressing ?? settings.imap === undefined
}
