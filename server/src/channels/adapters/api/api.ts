import { untranslated } from '@throughline/protocol/words.ts'
import { httpWords } from '@throughline/protocol/http/words.ts'
import { z } from 'zod'
import { ChannelError, type ChannelAdapter, type InboundMessageEvent } from '../../contract.ts'
import { InboundMessage } from '@throughline/protocol/channels/inbound.ts'

/**
 * The generic channel: a company's own program hands customers' messages in (`POST /channels/:id/inbound`) and picks
 * answers up from the change feed or a webhook. Who the sender is, is as sure as the program says.
 */
const ApiSettings = z.strictObject({
  live: z.boolean().default(true).meta({
    title: 'Live conversation',
    description: 'Both sides are present, as in a chat: what follows belongs to the issue being talked about.',
  }),
})
type ApiSettings = z.infer<typeof ApiSettings>

/** Addresses that mean the same person on every channel; all others are the channel's own. */
const globalKinds = new Set(['email', 'phone', 'account'])

export function createApiAdapter(): ChannelAdapter<ApiSettings> {
  return {
    kind: 'api',
    name: 'API',
    description: 'Messages from a program of your own.',
    icon: 'api',
    identityKinds: ['*'],
    capabilities: {
      richText: false,
      attachments: { maxCount: 20, maxTotalBytes: 25 * 1024 * 1024 },
      subject: false,
      cc: false,
      receipts: false,
      typing: false,
      live: true,
      maxTextLength: null,
    },
    settings: ApiSettings,
    secretSettings: [],
    async receive(request) {
      return [readMessage(request.body)]
    },
    fromWire: messageEvent,
    // The answer is on the thread, in the feed and at the webhooks by now: that is how it leaves.
    async send(message) {
      return { providerId: message.entryId, state: 'sent' }
    },
  }
}

function readMessage(body: Uint8Array): InboundMessageEvent {
  const parsed = InboundMessage.safeParse(parseJson(body))
  if (!parsed.success) throw new ChannelError('malformed', 'invalid_request', untranslated(parsed.error.message))
  return messageEvent(parsed.data)
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (error) {
    throw new ChannelError('malformed', 'invalid_json', httpWords.not_json(), { cause: error })
  }
}

function messageEvent(message: z.infer<typeof InboundMessage>): InboundMessageEvent {
  const { from } = message
  return {
    type: 'message',
    providerId: message.id,
    from: {
      kind: from.kind,
      value: from.value,
      name: from.name ?? null,
      assurance: from.assurance ?? 'asserted',
      scope: globalKinds.has(from.kind) ? 'everywhere' : 'channel',
    },
    reference: null,
    quotes: [],
    replyToken: null,
    issueRef: message.issueRef ?? null,
    subject: null,
    text: message.text ?? '',
    html: null,
    content: message.content === undefined ? { type: 'text' } : { type: 'custom', data: message.content },
    attachments: (message.attachments ?? []).map((file) => ({
      name: file.name,
      declaredType: file.mediaType ?? 'application/octet-stream',
      content: Buffer.from(file.data, 'base64'),
      inline: false,
      contentId: null,
    })),
    occurredAt: message.occurredAt === undefined ? null : new Date(message.occurredAt),
    automatic: false,
    opens: 'issue',
  }
}
