import { manualClock } from '../../src/lib/clock.ts'
import { silentLogger } from '../../src/lib/logger.ts'
import type {
  ChannelContext,
  ConnectionHost,
  Health,
  KeptMail,
  ListenerHost,
  OutboundMessage,
  ProviderRequest,
} from '../../src/channels/contract.ts'
import { acceptedDomains, EmailSettings, ownAddresses } from '../../src/channels/adapters/email/settings.ts'
import { usOf, type OurSide } from '../../src/channels/us/us.ts'
import type { z } from 'zod'

type Typed = z.input<typeof EmailSettings>

export interface TestChannel {
  context: ChannelContext<EmailSettings>
  clock: ReturnType<typeof manualClock>
  /** What the adapter remembers, as JSON, the way a database would hand it back. */
  state: Map<string, string>
  outbox: KeptMail[]
}

export function emailChannel(
  typed: Typed = {},
  id = 'c0000000-0000-7000-8000-000000000001',
  us: Partial<OurSide> = {},
): TestChannel {
  const settings = EmailSettings.parse(typed)
  const clock = manualClock('2026-03-04T10:00:00Z')
  const state = new Map<string, string>()
  const outbox: KeptMail[] = []
  return {
    clock,
    state,
    outbox,
    context: {
      channel: { id, name: 'Support', settings },
      clock,
      us: async () =>
        usOf({
          channels: [{ id, addresses: [...ownAddresses(settings)], domains: acceptedDomains(settings) }],
          staff: [],
          domains: [],
          groups: [],
          ...us,
        }),
      logger: silentLogger,
      state: {
        read: async (key) => JSON.parse(state.get(key) ?? 'null') as unknown,
        write: async (key, value) => void state.set(key, JSON.stringify(value)),
      },
      keepInOutbox: async (mail) => void outbox.push(mail),
    },
  }
}

/** The platform, as an adapter that hands in mail sees it: what was delivered, and a door that can be shut. */
export interface TestPlatform {
  delivered: { channelId: string; request: ProviderRequest }[]
  health: Health[]
  /** How often a mailbox was read to its end. */
  looks: number
  /** Runs before a delivery is recorded; throw to refuse it. */
  onDeliver: (request: ProviderRequest, channelId: string) => Promise<void> | void
  listenerHost(channels: { id: string; name?: string; settings?: Typed }[]): ListenerHost<EmailSettings>
  connectionHost(): ConnectionHost
  texts(): string[]
}

export function testPlatform(): TestPlatform {
  const platform: TestPlatform = {
    delivered: [],
    health: [],
    looks: 0,
    onDeliver: () => {},
    listenerHost: (channels) => {
      const parsed = channels.map(({ id, name, settings }) => ({
        id,
        name: name ?? id,
        settings: EmailSettings.parse(settings ?? {}),
      }))
      return { logger: silentLogger, channels: async () => parsed, ingest }
    },
    connectionHost: () => ({
      logger: silentLogger,
      ingest: (request) => ingest('watched', request),
      report: (health) => void platform.health.push(health),
      looked: () => void platform.looks++,
    }),
    texts: () => platform.delivered.map(({ request }) => Buffer.from(request.body).toString()),
  }
  async function ingest(channelId: string, request: ProviderRequest): Promise<void> {
    await platform.onDeliver(request, channelId)
    platform.delivered.push({ channelId, request })
  }
  return platform
}

export function outboundMessage(fields: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    entryId: '018f3a5e-7c00-7000-8000-0000000000aa',
    idempotencyKey: 'entry-aa',
    messageKey: '0123456789abcdef0123456789abcdef0123456789ab',
    to: { kind: 'email', value: 'ana@mail.example', name: 'Ana Costa' },
    authorName: 'Maria',
    authorSignature: '',
    business: { name: null, signature: '', language: 'en' },
    text: 'Dear Ana,\n\nyour parcel is on its way.\n',
    html: null,
    subject: 'Where is my parcel?',
    cc: [],
    bcc: [],
    attachments: [],
    earlier: [],
    quoted: null,
    replyToken: 'k5p2qx7m3d',
    automatic: false,
    writtenAt: new Date('2026-03-04T09:30:00Z'),
    ...fields,
  }
}

/** Mail as people send it: header fields, an empty line, a text. */
export function mail(fields: Record<string, string | undefined> = {}, text = 'Where is my parcel?'): string {
  const header = {
    From: 'Ana Costa <ana@mail.example>',
    To: 'help@shop.example',
    Subject: 'Where is my parcel?',
    'Message-ID': '<1@mail.example>',
    Date: 'Wed, 4 Mar 2026 09:00:00 +0000',
    ...fields,
  }
  const lines = Object.entries(header).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]))
  return `${lines.join('\r\n')}\r\n\r\n${text}\r\n`
}

/** For trying a channel that hands nothing over to others. */
export const noOthers = { senderOf: async () => null }
