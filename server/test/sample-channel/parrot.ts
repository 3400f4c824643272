import { createHmac } from 'node:crypto'
import { untranslated } from '@throughline/protocol/words.ts'
import { z } from 'zod'
import {
  ChannelError,
  type ChannelAdapter,
  type InboundEvent,
  type ProviderRequest,
} from '../../src/channels/contract.ts'
import { isSameSecret } from '../../src/lib/same-secret.ts'

// A provider that calls us: it signs its bytes and the address that it was given, and one app of it serves several perches.

const ParrotSettings = z.strictObject({
  perch: z.string().min(1).meta({ title: 'Perch' }),
  secret: z.string().min(1).meta({ title: 'Secret' }),
})
type ParrotSettings = z.infer<typeof ParrotSettings>

const Said = z.array(z.object({ id: z.string(), perch: z.string(), by: z.string(), text: z.string() }))
export type Said = z.infer<typeof Said>

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
  secretSettings: [{ path: 'secret', boundTo: [] }],
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

function eventOf({ id, perch, by, text }: Said[number]): InboundEvent {
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
    occurredAt: null,
    automatic: false,
    opens: 'issue',
  }
}
