import { joinWordings, untranslated } from '@throughline/protocol/words.ts'
import { httpWords } from '@throughline/protocol/http/words.ts'
import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import { maxVisitorFileBytes, maxVisitorFiles } from '@throughline/protocol/webchat/webchat.ts'
import { WebchatChannelSettings } from '@throughline/protocol/webchat/channel-settings.ts'
import { ChannelError, type ChannelAdapter, type InboundEvent, type TestStep } from '../../contract.ts'
import { visitorsBody, VisitorWords, type VisitorReceipt } from './visitor-words.ts'
import { pageAddress } from '../../../lib/page-address.ts'

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
        throw new ChannelError('invalid_signature', 'not_a_visitor', webchatWords.widget_only())
      }
      return [read(request.body)]
    },
    isSentByCommit: true,
    async send(message) {
      return { providerId: message.entryId, state: 'sent' }
    },
    async test({ channel }, others) {
      const { goesOnByMail, mailChannelId } = channel.settings
      return stepsOf(channel, goesOnByMail ? await others.senderOf('email', mailChannelId) : null)
    },
  }
}

function read(body: Uint8Array): InboundEvent {
  const parsed = VisitorWords.safeParse(parseJson(body))
  if (!parsed.success) throw new ChannelError('malformed', 'invalid_request', untranslated(parsed.error.message))
  const said = parsed.data
  if (said.type === 'receipt') return receiptEvent(said)
  return {
    type: 'message',
    providerId: said.id,
    from: { ...said.from, scope: said.from.kind === 'device' ? 'channel' : 'everywhere' },
    reference: null,
    quotes: [],
    replyToken: null,
    issueRef: null,
    subject: null,
    text: said.text,
    html: null,
    content: { type: 'text', ...pageOf(said.page) },
    // Their bytes are with us already and are added by the portal.
    attachments: [],
    occurredAt: null,
    automatic: false,
    opens: 'issue',
  }
}

function pageOf(address: string | undefined): { page?: string } {
  const page = address === undefined ? null : pageAddress(address)
  return page === null ? {} : { page }
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
    ...(state === 'read' ? webchatWords.seen() : webchatWords.arrived()),
  }
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (error) {
    throw new ChannelError('malformed', 'invalid_json', httpWords.not_json(), { cause: error })
  }
}

function stepsOf(
  { id, settings }: { id: string; settings: WebchatChannelSettings },
  mailChannel: string | null,
): TestStep[] {
  const { allowedOrigins, identity } = settings
  const signs = [...(identity.secret === '' ? [] : ['HS256']), ...(identity.publicKeys.trim() === '' ? [] : ['RS256'])]
  return [
    {
      name: webchatWords.step_snippet(),
      ok: true,
      ...webchatWords.snippet({
        html: `<script async src="https://…/widget.js" data-channel="${id}"></script>`,
      }),
    },
    {
      name: webchatWords.step_sites(),
      ok: allowedOrigins.length > 0,
      ...(allowedOrigins.length > 0 ? webchatWords.shown_on({ sites: allowedOrigins }) : webchatWords.no_site()),
    },
    {
      name: webchatWords.step_sign_in(),
      ok: true,
      ...(signs.length > 0 ? webchatWords.believed_by({ algorithms: signs }) : webchatWords.known_by_device()),
    },
    { name: webchatWords.step_mail(), ...goingOn(settings, mailChannel) },
  ]
}

/** What nobody has seen is to go on by mail: that fails where no mail leaves. */
function goingOn(
  { goesOnByMail, mailAfterMinutes: minutes }: WebchatChannelSettings,
  mailChannel: string | null,
): Omit<TestStep, 'name'> {
  if (!goesOnByMail) return { ok: true, ...webchatWords.replies_wait() }
  if (mailChannel === null) return { ok: false, ...webchatWords.no_mail_leaves() }
  return {
    ok: true,
    ...joinWordings(webchatWords.goes_on_by_mail({ minutes }), webchatWords.by_channel({ channel: mailChannel })),
  }
}
