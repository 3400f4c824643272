import { createHmac } from 'node:crypto'
import { untranslated } from '@throughline/protocol/words.ts'
import { z } from 'zod'
import {
  ChannelError,
  type ChannelAdapter,
  type FetchedMedia,
  type InboundAttachment,
  type InboundEvent,
  type MediaToFetch,
  type ProviderRequest,
  type SendReceipt,
} from '../../src/channels/contract.ts'
import type { AddressRules } from '../../src/lib/safe-address.ts'
import { safeStream } from '../../src/lib/safe-stream.ts'
import { isSameSecret } from '../../src/lib/same-secret.ts'

// A provider that calls us: it signs its bytes and the address that it was given, and one app of it serves several perches.

const ParrotSettings = z.strictObject({
  perch: z.string().min(1).meta({ title: 'Perch' }),
  secret: z.string().min(1).meta({ title: 'Secret' }),
  server: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ title: 'Server', description: 'Where its files are.' }),
})
type ParrotSettings = z.infer<typeof ParrotSettings>

const Media = z.object({
  name: z.string(),
  type: z.string(),
  size: z.number().nullable(),
  /** Below the server, or anywhere. */
  file: z.string(),
})
const Of = z.object({ id: z.string(), perch: z.string(), by: z.string(), at: z.iso.datetime().optional() })
const Words = Of.extend({ text: z.string() })
const Message = Words.extend({ did: z.literal('say').default('say'), media: z.array(Media).optional() })
const Event = z.discriminatedUnion('did', [
  Of.extend({ did: z.literal('react'), about: z.string(), emoji: z.string().nullable() }),
  Words.extend({ did: z.literal('change'), about: z.string() }),
  Of.extend({ did: z.literal('unsay'), about: z.string() }),
  Of.extend({ did: z.literal('hear'), upTo: z.iso.datetime() }),
  Of.extend({ did: z.literal('clear-throat') }),
  Of.extend({ did: z.literal('get'), about: z.string(), state: z.enum(['delivered', 'read', 'failed']) }),
  // `by`: whom the keeper of the perch said it to.
  Words.extend({ did: z.literal('keeper'), isHistory: z.literal(true).optional(), file: z.string().optional() }),
])
const Said = z.array(z.union([Event, Message]))
export type Said = z.infer<typeof Message>[]
export type Heard = z.input<typeof Event>

/** `rules`: which addresses its files may be fetched from. */
export function createParrot(rules: AddressRules = {}): ChannelAdapter<ParrotSettings> {
  return { ...parrot, fetchMedia: (media, { channel: { settings } }) => fetchHeard(rules, media, settings) }
}

async function fetchHeard(
  rules: AddressRules,
  { reference }: MediaToFetch,
  { server, secret }: ParrotSettings,
): Promise<FetchedMedia> {
  const url = new URL(reference['file']!, server).href
  const { status, headers, body } = await safeStream(url, {
    ...rules,
    idleMs: 15_000,
    headers: { 'x-parrot-key': secret },
  })
  if (status === 200) return { mediaType: headers['content-type'] ?? '', body }
  body.destroy()
  const said = untranslated(`The parrot answered with ${status}.`)
  const retryAfterMs = Number(headers['retry-after'] ?? 0) * 1000
  if (status === 429 || status >= 500) throw new ChannelError('retryable', `${status}`, said, { retryAfterMs })
  throw new ChannelError(status === 401 ? 'credentials' : 'permanent', `${status}`, said)
}

export const parrot: ChannelAdapter<ParrotSettings> = {
  kind: 'parrot',
  name: 'Parrot',
  description: 'Says what it heard.',
  icon: 'message',
  identityKinds: ['parrot'],
  capabilities: {
    richText: false,
    attachments: null,
    subject: false,
    cc: false,
    receipts: false,
    typing: false,
    live: true,
    maxTextLength: 100,
  },
  settings: ParrotSettings,
  secretSettings: [{ path: 'secret', boundTo: ['server'] }],
  webhook: {
    verify(request, { channel: { settings } }) {
      if (!isSameSecret(request.headers['x-parrot-signature'] ?? '', signatureOf(request, settings.secret))) {
        throw new ChannelError('invalid_signature', 'parrot', untranslated('It is not signed.'))
      }
    },
    handshake({ method, url }, { channel: { settings } }) {
      const asked = new URL(url).searchParams
      const challenge = asked.get('challenge')
      if (method !== 'GET' || challenge === null) return null
      if (!isSameSecret(asked.get('token') ?? '', settings.perch)) {
        throw new ChannelError('invalid_signature', 'parrot', untranslated('It is another perch.'))
      }
      return { status: 200, type: 'text/plain', body: challenge }
    },
    answer: () => ({ status: 202, type: 'application/json', body: '{"heard":true}' }),
    account: ({ perch }) => perch,
    setUp: (_settings, url) => [
      { ...untranslated('Open the cage.'), copy: null },
      { ...untranslated('Say this address to the parrot.'), copy: url },
    ],
    secrets: ['x-parrot-signature', 'key'],
  },
  async receive({ body, url }) {
    if (!URL.canParse(url)) throw new ChannelError('malformed', 'parrot', untranslated('Its address is not known.'))
    try {
      return Said.parse(JSON.parse(new TextDecoder().decode(body))).map(eventOf)
    } catch (cause) {
      throw new ChannelError('malformed', 'parrot', untranslated('Nobody understands it.'), { cause })
    }
  },
  async send(message) {
    return sending.say({ to: message.to.value, text: message.text, key: message.idempotencyKey })
  },
}

/** The provider's side of sending; tests put another in its place. */
export const sending: { say: (said: { to: string; text: string; key: string }) => Promise<SendReceipt> } = {
  say: async ({ key }) => ({ providerId: `said ${key}`, state: 'sent' }),
}

export function signatureOf({ body, url }: Pick<ProviderRequest, 'body' | 'url'>, secret: string): string {
  return createHmac('sha256', secret).update(url).update('\n').update(body).digest('hex')
}

function eventOf(said: z.infer<typeof Said>[number]): InboundEvent {
  const { id: providerId, perch: account, by, at } = said
  const occurredAt = at === undefined ? null : new Date(at)
  const of = { providerId, account, occurredAt }
  const from = { kind: 'parrot', value: by, name: null, assurance: 'asserted', scope: 'channel' } as const
  switch (said.did) {
    case 'react':
      return { ...of, type: 'reaction', from, about: said.about, emoji: said.emoji }
    case 'change':
      return { ...of, type: 'edit', from, about: said.about, text: said.text, content: { type: 'text' } }
    case 'unsay':
      return { ...of, type: 'deletion', from, about: said.about }
    case 'hear':
      return { ...of, type: 'seen', from, upTo: new Date(said.upTo) }
    case 'clear-throat':
      return { ...of, type: 'typing', from }
    case 'get': {
      const wording = untranslated(`It was ${said.state}.`)
      const { about, state } = said
      return {
        type: 'receipt',
        providerId,
        account,
        about,
        state,
        recipient: by,
        addressIsDead: false,
        code: null,
        ...wording,
      }
    }
    case 'keeper':
      return {
        ...of,
        type: 'echo',
        to: from,
        text: said.text,
        content: { type: 'text' },
        attachments: said.file === undefined ? [] : [fileOf(said.file)],
        ...(said.isHistory ? { isHistory: true } : {}),
      }
    default:
      return {
        type: 'message',
        providerId,
        account,
        from,
        text: said.text,
        reference: null,
        quotes: [],
        replyToken: null,
        issueRef: null,
        subject: null,
        html: null,
        content: { type: 'text' },
        attachments: [],
        media: (said.media ?? []).map(({ name, type, size, file }) => ({
          name,
          declaredType: type,
          sizeBytes: size,
          reference: { file },
        })),
        occurredAt,
        automatic: false,
        opens: 'issue',
      }
  }
}

function fileOf(text: string): InboundAttachment {
  return { name: 'said.txt', declaredType: 'text/plain', content: Buffer.from(text), inline: false, contentId: null }
}
