import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startWhatsApp, type WhatsAppSimulator } from '../../../../../test/providers/whatsapp.ts'
import { manualClock } from '../../../../lib/clock.ts'
import { silentLogger } from '../../../../lib/logger.ts'
import { ChannelError, type ChannelContext, type OutboundAttachment, type OutboundMessage } from '../../../contract.ts'
import { usOf } from '../../../us/us.ts'
import { refusalOf } from '../refusals.ts'
import type { WhatsAppSettings } from '../settings.ts'
import { createWhatsAppAdapter } from '../whatsapp.ts'
import { partsOf } from './parts.ts'

let meta: WhatsAppSimulator
let context: ChannelContext<WhatsAppSettings>
const adapter = createWhatsAppAdapter({ allowPrivateHosts: ['127.0.0.1'] })

beforeAll(async () => {
  meta = await startWhatsApp()
})
afterAll(() => meta.stop())
beforeEach(() => {
  const remembered = new Map<string, unknown>()
  meta.sent.length = 0
  meta.mishaps.length = 0
  context = {
    channel: {
      id: 'c1',
      name: 'WhatsApp',
      settings: {
        phoneNumberId: '11',
        portfolioId: '22',
        accessToken: meta.token,
        appSecret: meta.appSecret,
        verifyToken: 'a verify token',
        server: meta.url,
      },
    },
    clock: manualClock('2026-11-30T08:00:00Z'),
    us: async () => usOf({ channels: [], staff: [], domains: [], groups: [] }),
    logger: silentLogger,
    state: {
      read: async (key) => remembered.get(key) ?? null,
      write: async (key, value) => void remembered.set(key, value),
    },
    keepInOutbox: async () => undefined,
  }
})

function file(name: string, mediaType: string, content = 'bytes', sizeBytes = content.length): OutboundAttachment {
  return { name, mediaType, sizeBytes, inline: false, contentId: null, read: async () => Buffer.from(content) }
}

const message = (more: Partial<OutboundMessage> = {}): OutboundMessage => ({
  entryId: 'e1',
  idempotencyKey: 'e1',
  messageKey: 'k1',
  to: { kind: 'phone', value: '+491701234567', name: null },
  authorName: 'Mara',
  authorSignature: '',
  business: { name: 'Kettle', signature: '', language: 'en' },
  text: 'Hello',
  html: null,
  subject: null,
  cc: [],
  bcc: [],
  attachments: [],
  earlier: [],
  quoted: null,
  replyToken: null,
  automatic: false,
  writtenAt: new Date('2026-11-30T08:00:00Z'),
  ...more,
})

const bodies = () => meta.sent.map(({ body }) => body)

test('a text goes to a phone by `to`, with our reference', async () => {
  const receipt = await adapter.send(message(), context)
  expect(receipt).toEqual({ providerId: meta.sent[0]!.id, state: 'sent' })
  expect(meta.sent[0]!.by).toBe('11')
  expect(bodies()).toEqual([
    {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+491701234567',
      biz_opaque_callback_data: 'e1',
      type: 'text',
      text: { preview_url: false, body: 'Hello' },
    },
  ])
})

test('an id of a person goes as `recipient`, never as `to`', async () => {
  await adapter.send(message({ to: { kind: 'whatsapp', value: 'DE.4711abc', name: null } }), context)
  expect(bodies()).toMatchObject([{ recipient: 'DE.4711abc' }])
  expect(bodies()[0]).not.toHaveProperty('to')
})

test('one picture carries the text, and its bytes arrive as they are', async () => {
  const bytes = '\r\n--throughline\r\n"\u0001ä'
  await adapter.send(message({ attachments: [file('label "A".png', 'image/png', bytes)] }), context)
  const [sent] = bodies()
  expect(sent).toMatchObject({ type: 'image', image: { caption: 'Hello' } })
  const upload = meta.uploads.get(String(Reflect.get(sent!['image'] as object, 'id')))!
  expect([upload.name, upload.type, upload.bytes.toString()]).toEqual(['label %22A%22.png', 'image/png', bytes])
})

test('several files are several messages after the text, and a repeated attempt sends only what is missing', async () => {
  const attachments = [file('a.pdf', 'application/pdf'), file('b.mp3', 'audio/mpeg')]
  meta.mishaps.push({ kind: 'none' }, { kind: 'none' }, { kind: 'error', status: 503, code: 131016 })
  await expect(adapter.send(message({ attachments }), context)).rejects.toMatchObject({ kind: 'retryable' })
  expect(bodies().map(({ type }) => type)).toEqual(['text', 'document'])
  const receipt = await adapter.send(message({ attachments }), context)
  expect(bodies().map(({ type }) => type)).toEqual(['text', 'document', 'audio'])
  expect(receipt.providerId).toBe(meta.sent.at(-1)!.id)
  expect(bodies()[1]).toMatchObject({ document: { filename: 'a.pdf' } })
  // A status of a part must not be taken for the whole.
  expect(bodies().map((body) => body['biz_opaque_callback_data'])).toEqual([undefined, undefined, 'e1'])
  expect(await adapter.send(message({ attachments }), context)).toEqual(receipt)
  expect(meta.sent).toHaveLength(3)
})

test.each([
  ['a sound cannot carry text', [file('a.mp3', 'audio/mpeg')], 'short', ['text', 'audio']],
  ['a long text stands alone', [file('a.png', 'image/png')], 'x'.repeat(1025), ['text', 'image']],
  ['a large picture is a document', [file('a.png', 'image/png', 'x', 6 * 1024 * 1024)], 'short', ['document']],
  ['a picture of another kind is a document', [file('a.webp', 'image/webp')], '', ['document']],
  ['nothing is nothing', [], ' ', []],
])('%s', (_what, attachments, text, types) => {
  expect(partsOf({ text, attachments }).map(({ type }) => type)).toEqual(types)
})

test('what is larger than WhatsApp takes is refused before anything leaves', async () => {
  const attachments = [file('film.mov', 'video/quicktime', 'x', 101 * 1024 * 1024)]
  await expect(adapter.send(message({ attachments }), context)).rejects.toMatchObject({
    kind: 'permanent',
    code: 'file_too_large',
  })
  expect(meta.sent).toEqual([])
})

test.each([
  [{ status: 400, code: 131047 }, { kind: 'permanent', code: '131047' }, 'window_closed'],
  [{ status: 400, code: 131026 }, { kind: 'permanent', addressIsDead: false }, 'undeliverable'],
  [{ status: 429, code: 131056 }, { kind: 'retryable', retryAfterMs: 6000, stopsAll: false }, 'too_fast_for_one'],
  [{ status: 429, code: 130429 }, { kind: 'retryable', stopsAll: false }, 'too_fast'],
  [{ status: 400, code: 131049 }, { kind: 'permanent' }, 'held_back'],
  [{ status: 401, code: 190 }, { kind: 'credentials', stopsAll: true }, 'token_refused'],
  [{ status: 403, code: 10 }, { kind: 'credentials' }, 'not_permitted'],
  [{ status: 403, code: 230 }, { kind: 'credentials' }, 'failed'],
  [{ status: 500, code: 131000 }, { kind: 'retryable' }, 'unavailable'],
  [{ status: 500, code: 999 }, { kind: 'retryable' }, 'failed'],
  [{ status: 400, code: 999 }, { kind: 'permanent', code: '999' }, 'failed'],
])('%o is %o', async (mishap, wanted, word) => {
  meta.mishaps.push({ kind: 'error', details: 'Details', ...mishap })
  const error: unknown = await adapter.send(message(), context).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ChannelError)
  expect(error).toMatchObject(wanted)
  expect((error as ChannelError).words[0]!.code).toBe(`whatsapp.${word}`)
  expect(meta.sent).toEqual([])
})

test('the wait that WhatsApp asks for is handed on', async () => {
  meta.mishaps.push({ kind: 'error', status: 429, code: 4, headers: { 'retry-after': '90' } })
  await expect(adapter.send(message(), context)).rejects.toMatchObject({ retryAfterMs: 90_000, stopsAll: true })
})

test('what answers without a code of Meta is known by its status', async () => {
  meta.mishaps.push({ kind: 'html', status: 502 }, { kind: 'html', status: 401 })
  await expect(adapter.send(message(), context)).rejects.toMatchObject({ kind: 'retryable' })
  await expect(adapter.send(message(), context)).rejects.toMatchObject({ kind: 'credentials' })
})

test('no code of Meta is a property of objects', () => {
  expect(refusalOf({ code: 'constructor', said: '' }).kind).toBe('permanent')
})

test('media of a customer are fetched with the token, from where Meta says', async () => {
  meta.media.set('4711', { bytes: Buffer.from('picture'), type: 'image/jpeg' })
  const asked = { name: 'image.jpg', declaredType: 'image/jpeg', sizeBytes: null, reference: { id: '4711' } }
  const { mediaType, body } = await adapter.fetchMedia!(asked, context)
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  expect([mediaType, Buffer.concat(chunks).toString()]).toEqual(['image/jpeg', 'picture'])
})

test.each(['0000', '../me', '', 'a/b'])('media with the id %j are gone, and nobody is asked for a path', async (id) => {
  const asked = { name: 'image.jpg', declaredType: 'image/jpeg', sizeBytes: null, reference: { id } }
  await expect(adapter.fetchMedia!(asked, context)).rejects.toMatchObject({ kind: 'permanent' })
})

test('a test of the channel names the number, or says why not', async () => {
  const others = { senderOf: async () => null }
  expect(await adapter.test!(context, others)).toMatchObject([
    { ok: true, sentence: expect.stringContaining('Kettle') },
  ])
  const { settings } = context.channel
  const wrong = { ...context, channel: { ...context.channel, settings: { ...settings, accessToken: 'old' } } }
  expect(await adapter.test!(wrong, others)).toMatchObject([{ ok: false, words: [{ code: 'whatsapp.token_refused' }] }])
})
