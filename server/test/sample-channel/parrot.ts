import { createHmac } from 'node:crypto'
import { untranslated } from '@throughline/protocol/words.ts'
import { z } from 'zod'
import {
  ChannelError,
  type ChannelAdapter,
  type FetchedMedia,
  type InboundEvent,
  type MediaToFetch,
  type ProviderRequest,
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

const Heard = z.object({
  name: z.string(),
  type: z.string(),
  size: z.number().nullable(),
  /** Below the server, or anywhere. */
  file: z.string(),
})
const Said = z.array(
  z.object({
    id: z.string(),
    perch: z.string(),
    by: z.string(),
    text: z.string(),
    media: z.array(Heard).optional(),
  }),
)
export type Said = z.infer<typeof Said>

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
    return { providerId: `said ${message.idempotencyKey}`, state: 'sent' }
  },
}

export function signatureOf({ body, url }: Pick<ProviderRequest, 'body' | 'url'>, secret: string): string {
  return createHmac('sha256', secret).update(url).update('\n').update(body).digest('hex')
}

function eventOf({ id, perch, by, text, media = [] }: Said[number]): InboundEvent {
  return {
    type: 'message',
    providerId: id,
    account: perch,
    from: { kind: 'parrot', value: by, name: null, assurance: 'asserted', scope: 'channel' },
    text,
    reference: null,
    quotes: [],
    replyToken: null,
    issueRef: null,
    subject: null,
    html: null,
    content: { type: 'text' },
    attachments: [],
    media: media.map(({ name, type, size, file }) => ({
      name,
      declaredType: type,
      sizeBytes: size,
      reference: { file },
    })),
    occurredAt: null,
    automatic: false,
    opens: 'issue',
  }
}
