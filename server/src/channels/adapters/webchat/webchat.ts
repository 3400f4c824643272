import { maxVisitorFileBytes, maxVisitorFiles } from '@throughline/protocol/webchat/webchat.ts'
import { WebchatChannelSettings } from '@throughline/protocol/webchat/channel-settings.ts'
import { ChannelError, type ChannelAdapter, type InboundEvent, type TestStep } from '../../contract.ts'
import { visitorsBody, VisitorWords, type VisitorReceipt } from './visitor-words.ts'

/**
 * Chat on a company's own site. Its other side is not a provider but the part of us that faces visitors, which knows
 * them by their tokens and hands over what they say; what staff write is shown to them from the thread, so that
 * sending is no more than letting it be seen.
 */
export function createWebchatAdapter(): ChannelAdapter<WebchatChannelSettings> {
  return {
    kind: 'webchat',
    name: 'Web chat',
    description: 'A chat on your own site, in your colours.',
    icon: 'chat',
    identityKinds: ['device', 'account'],
    capabilities: {
      richText: false,
      attachments: { maxCount: maxVisitorFiles, maxTotalBytes: maxVisitorFileBytes },
      subject: false,
      cc: false,
      receipts: true,
      typing: true,
      live: true,
      maxTextLength: 200_000,
    },
    settings: WebchatChannelSettings,
    // Keys that verify what the site signed: they are never sent.
    secretSettings: [
      { path: 'identity.secret', boundTo: [] },
      { path: 'identity.previousSecret', boundTo: [] },
    ],
    async receive(request) {
      // Anybody could write such a body; that it came through the portal, or was kept when it did, they can't say.
      if (request.url !== visitorsBody && request.envelope?.source !== 'replay') {
        throw new ChannelError('invalid_signature', 'not_a_visitor', 'Visitors write through the widget only.')
      }
      return [read(request.body)]
    },
    isSentByCommit: true,
    async send(message) {
      return { providerId: message.entryId, state: 'sent' }
    },
    async test({ channel }) {
      return stepsOf(channel)
    },
  }
}

function read(body: Uint8Array): InboundEvent {
  const parsed = VisitorWords.safeParse(parseJson(body))
  if (!parsed.success) throw new ChannelError('malformed', 'invalid_request', parsed.error.message)
  const said = parsed.data
  if (said.type === 'receipt') return receiptEvent(said)
  return {
    type: 'message',
    providerId: said.id,
    from: { ...said.from, scopedToChannel: said.from.kind === 'device' },
    reference: null,
    quotes: [],
    replyToken: null,
    issueRef: null,
    subject: null,
    text: said.text,
    html: null,
    content: { type: 'text' },
    // Their bytes are with us already and are added by the portal.
    attachments: [],
    occurredAt: null,
    automatic: false,
    opens: 'issue',
  }
}

function receiptEvent({ about, state }: VisitorReceipt): InboundEvent {
  return {
    type: 'receipt',
    providerId: `${state} ${about}`,
    about,
    recipient: null,
    state,
    addressIsDead: false,
    code: null,
    sentence: state === 'read' ? 'It was seen in the chat.' : 'It arrived in the chat.',
  }
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (error) {
    throw new ChannelError('malformed', 'invalid_json', 'The body is not valid JSON.', { cause: error })
  }
}

function stepsOf({ id, settings }: { id: string; settings: WebchatChannelSettings }): TestStep[] {
  const { allowedOrigins, identity, goesOnByMail } = settings
  const signs = [...(identity.secret === '' ? [] : ['HS256']), ...(identity.publicKeys.trim() === '' ? [] : ['RS256'])]
  return [
    {
      name: 'Snippet',
      ok: true,
      sentence: `Put this before </body> of your pages, with the address of this server: <script async src="https://…/widget.js" data-channel="${id}"></script>`,
    },
    {
      name: 'Sites',
      ok: allowedOrigins.length > 0,
      sentence:
        allowedOrigins.length > 0
          ? `It is shown on ${allowedOrigins.join(', ')}.`
          : 'No site may show it yet: add the origin of your site, as in https://www.example.com.',
    },
    {
      name: 'Sign-in',
      ok: true,
      sentence:
        signs.length > 0
          ? `Visitors whom your site signs in are believed by ${signs.join(' and ')}.`
          : 'Visitors are known by their device only. Give a secret to let your site say who they are.',
    },
    {
      name: 'Mail',
      ok: true,
      sentence: goesOnByMail
        ? `Replies not seen within ${settings.mailAfterMinutes} minutes go on by mail.`
        : 'Replies wait in the chat until the visitor comes back.',
    },
  ]
}
