import type { Wording } from '@throughline/protocol/words.ts'
import type { Capabilities } from '@throughline/protocol/channels/channels.ts'
import type { InboundMessage as WireMessage } from '@throughline/protocol/channels/inbound.ts'
import type { Content } from '@throughline/protocol/timeline/content.ts'
import type { z } from 'zod'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { InboundEvent, InboundMessageEvent, ProviderRequest } from './contract-inbound.ts'
import type { MediaToFetch } from './contract-parts.ts'
import type { KeptMail, PartsOfForward, QuotedConversation } from './contract-mail.ts'
import type { HeardFrom, Reachability } from './contract-reachability.ts'
import type { ConsentRules } from './contract-consent.ts'
import type { Webhook } from './contract-webhook.ts'
import type { MailsToStaff } from './contract-to-staff.ts'
import type { Discovery, DomainRecord, SecretSetting } from './contract-settings.ts'
import type { Us } from './whose-address.ts'

export type * from './contract-inbound.ts'
export type * from './contract-parts.ts'
export type * from './contract-events.ts'
export type * from './contract-mail.ts'
export type * from './contract-reachability.ts'
export type * from './contract-to-staff.ts'
export type { ConsentRules } from './contract-consent.ts'
export type { SetUpStep, Webhook, WebhookAnswer } from './contract-webhook.ts'
export type { Discovery, DomainRecord, SecretSetting } from './contract-settings.ts'
export { ChannelError, type ChannelErrorKind } from './channel-error.ts'
export type { FromUs, Us } from './whose-address.ts'

/**
 * What a channel must be able to do. An adapter is a value: metadata, from which the settings form is drawn, and
 * functions that speak one provider's protocol. It knows this file, `lib` and the wire protocol, nothing else: it
 * touches no table, decides no thread, and cannot send on its own account.
 *
 * Every adapter passes the tests of `contract-kit.ts`.
 */
export interface ChannelAdapter<Settings = unknown> {
  /** A lower-case word, kept with every channel of this kind: `email`. */
  readonly kind: string
  readonly name: string
  readonly description: string
  /** The name of an icon of the desk's set. */
  readonly icon: string
  /** What addresses of this channel are, such as `email`; the first is what staff send to by default. */
  readonly identityKinds: readonly string[]
  readonly capabilities: Capabilities
  /**
   * The account at the provider within which ids of people mean the same person, on however many channels: a portfolio, a
   * page, a workspace, with the provider's name before it (`slack:T024BE7LD`). For senders whose `scope` is `provider`.
   */
  addressScope?(settings: Settings): string
  /** Parsed from what an admin typed; unknown fields are refused. `meta({ title, description })` labels the form. */
  readonly settings: z.ZodType<Settings>
  /** The settings that are sealed at rest and never read back, and what each of them is bound to. */
  readonly secretSettings: readonly SecretSetting[]

  /** The way in by requests of the provider. Left out, nothing is served at `/in/:channelId`. */
  readonly webhook?: Webhook<Settings, ChannelContext<Settings>>

  /**
   * One request of the provider → everything in it, in its order. Providers batch: return all. Throws `ChannelError` with
   * `malformed`; the request is then kept raw. A request that came in by the webhook has been verified. What was kept is
   * read again by it, without a signature. Pure: no network, no clock but `context.clock`.
   */
  receive(request: ProviderRequest, context: ChannelContext<Settings>): Promise<InboundEvent[]>

  /**
   * A file that a message named: from the provider, with the channel's credentials. Called after the message was committed,
   * and again when it fails with `retryable`; any other `ChannelError` is final. Reads no more than it is asked to.
   */
  fetchMedia?(media: MediaToFetch, context: ChannelContext<Settings>): Promise<FetchedMedia>

  /**
   * For channels that take messages through our own API (`POST /channels/:id/inbound`), already parsed by the wire
   * contract. Others leave it out, and the API refuses to speak for them.
   */
  fromWire?(message: WireMessage): InboundMessageEvent

  /**
   * Hands one message to the provider. Called again with the same `idempotencyKey` after a crash, so a provider that
   * can tell repeats apart must be given it. Throws `ChannelError`, typed by what can be done about it.
   */
  send(message: OutboundMessage, context: ChannelContext<Settings>): Promise<SendReceipt>
  /** For channels by which mail to one of us can leave. Asked where `whyNotSend` and `whyKept` allow. */
  readonly toStaff?: MailsToStaff<Settings, ChannelContext<Settings>>
  /**
   * The other side reads our messages from the thread itself: one that nothing holds back has been sent when it is
   * committed, under its entry's id, and no job sends it. `send` is still called for what was held back or waited.
   */
  readonly isSentByCommit?: true
  /**
   * Receipts carry `entryId`: whether a message has left whose sending was never answered is known from them. After a crash
   * such a message waits for one before it is sent again.
   */
  readonly receiptsNameEntries?: true

  /**
   * Why nothing can leave by a channel that is configured like this, before anything is written; null when it can. Staff
   * read the sentence where they choose how to write; `code` is for programs.
   */
  whyNotSend?(settings: Settings): ({ code: 'no_address' } & Wording) | null

  /**
   * What such a channel does with messages instead of sending them, when it has no way out: they are kept for reading, and
   * staff are told so. A default never picks such a channel where another one can send. Null when they leave.
   */
  whyKept?(settings: Settings): Wording | null

  /**
   * Whether an answer may be sent now to somebody who was last heard then. Staff see the time that is left; what was written
   * in time and would leave too late fails with `why`, and is not handed to `send`. Pure. Left out: at any time.
   */
  reachability?(settings: Settings, heard: HeardFrom): Reachability

  /** The way in that is not a webhook, for all channels of this kind: a listening port. Runs until stopped. */
  listen?(host: ListenerHost<Settings>): Promise<Running>
  /** The way in that is not a webhook, for one channel: a mailbox that is watched. Runs until stopped. */
  connect?(context: ChannelContext<Settings>, host: ConnectionHost): Promise<Running>
  /**
   * Whether `connect` reads what only one node may read at a time: a mailbox, a bot that is polled. It is then called on one
   * node, and on another one when that is gone. Left out or false: it is called on each node.
   */
  isReadByOneNode?(settings: Settings): boolean
  /**
   * Tries the settings for real and says what was found, step by step. What cannot work fails. Sends nothing to any
   * customer. `senderOf` names the channel of a kind that messages would go on by, for channels that hand over to others.
   */
  test?(
    context: ChannelContext<Settings>,
    others: { senderOf(kind: string, channelId: string): Promise<string | null> },
  ): Promise<TestStep[]>
  /**
   * The settings of an address, as far as they can be found: what the form of a new channel begins with. Asks the outside
   * through guards, within seconds; nothing of what it finds is saved or signed in to.
   */
  discover?(address: string, provider: string | null): Promise<Discovery>
  /** What receivers find about the domain that such a channel sends from. */
  checkDomain?(settings: Settings): Promise<DomainRecord[]>
  /**
   * A body in HTML, made harmless for a sandboxed frame: no script, no form, nothing that is fetched from elsewhere.
   * Called whenever it is shown, so that an improvement helps what came before it too.
   */
  showHtml?(html: string, options: ShowHtmlOptions): ShownHtml
  /**
   * HTML that staff or a program wrote, made harmless before it is stored and sent: no script, no form, no address that
   * runs something. An adapter without it carries no HTML, whatever its capabilities say.
   */
  cleanHtml?(html: string): string
  /** The addresses at which such a channel is reached, and the domains of which it takes every address. */
  ownAddresses?(settings: Settings): { addresses: string[]; domains: string[] }
  /** How much of the conversation goes along below an answer; none where it is left out. */
  quotes?(settings: Settings): 'none' | 'last' | 'all'
  /** The automatic first answer to a new issue, when an admin asked for one. */
  acknowledgement?(settings: Settings): { text: string } | null
  /** For channels on which customers can say that they want no more messages. Left out, the medium is the kind. */
  readonly consent?: ConsentRules<Settings>
}

/** One configured channel, as its adapter sees it. `settings` holds the secrets in clear. */
export interface ChannelContext<Settings = unknown> {
  readonly channel: { readonly id: string; readonly name: string; readonly settings: Settings }
  readonly clock: Clock
  readonly logger: Logger
  /** Who we are, whichever channel is asked: from memory. */
  us(): Promise<Us>
  /**
   * What the adapter remembers between runs. Values are small JSON. No secrets: what is kept here is neither sealed
   * nor forgotten with the secret it came from.
   */
  readonly state: {
    read(key: string): Promise<unknown>
    write(key: string, value: unknown): Promise<void>
  }
  /** Keeps a mail for reading in the desk instead of sending it. The same message id twice is kept once. */
  keepInOutbox(mail: KeptMail): Promise<void>
}

/** What staff or the assistant wrote, ready to leave. */
export interface OutboundMessage extends PartsOfForward {
  entryId: string
  /** The same on every attempt for this entry. */
  idempotencyKey: string
  /**
   * 44 lower-case hexadecimal digits, or 52 of a forward, that nobody can compute: for a name that others quote when they answer (a
   * Message-ID). The same on every attempt.
   */
  messageKey: string
  to: { kind: string; value: string; name: string | null }
  authorName: string
  /** Plain text, of the person who wrote it; empty where a machine did. It stands above the one of the channel. */
  authorSignature: string
  /** Who we are to customers, for channels that have no name or signature of their own. */
  business: { name: string | null; signature: string; language: string }
  text: string
  html: string | null
  subject: string | null
  cc: string[]
  /** Copies that the other recipients do not see. */
  bcc: string[]
  attachments: OutboundAttachment[]
  /** Earlier messages of the issue on this channel, oldest first, for the reply chain. */
  earlier: { reference: string; direction: 'in' | 'out'; subject: string | null; to: string[] }[]
  /** Of the conversation, what goes along below the answer; null for nothing. */
  quoted: QuotedConversation | null
  /**
   * Proves, when it comes back, which issue and which address it was sent to. Null where somebody else than the owner of
   * the address may read the answer: mail programs write a reply address into what they quote.
   */
  replyToken: string | null
  /** Written by a machine: marked so where the channel has a mark (RFC 3834). */
  automatic: boolean
  /** When it was written: part of the rendering, so that a second attempt is the same to the byte. */
  writtenAt: Date
}

export interface OutboundAttachment {
  name: string
  mediaType: string
  sizeBytes: number
  inline: boolean
  contentId: string | null
  read(): Promise<Uint8Array>
}

export interface FetchedMedia {
  /** As the provider's server says; looked at again by us. */
  mediaType: string
  /**
   * Read once, as it comes; a `Readable` is destroyed when it is not wanted any more. Its chunks are the platform's from then
   * on. `safeStream` gives such a body.
   */
  body: AsyncIterable<Uint8Array>
}

export interface SendReceipt {
  /** What receipts will call it. */
  providerId: string
  /** `sent`: handed over. `delivered`: the provider already says that it arrived. `kept`: it has not left. */
  state: 'kept' | 'sent' | 'delivered'
  /** Addresses that were turned down while others were accepted. */
  rejected?: ({ recipient: string; hard: boolean } & Wording)[]
}

export interface ShowHtmlOptions {
  /** Where the picture with this content id can be fetched from us. */
  imageUrl(contentId: string): string | null
  /** Where a picture of somebody else's server can be fetched from us; left out, none is shown. */
  remoteImageUrl?: (url: string) => string
  /** Of the entry, whose text was folded before: the HTML is folded alike. */
  content: Content
}

export interface ShownHtml {
  html: string
  /** What is quoted from earlier messages, apart, so that it can be folded. */
  quotedHtml: string
  /** What the sender wanted fetched: named, not fetched. */
  remote: { kind: string; url: string }[]
}

export interface TestStep extends Wording {
  name: Wording
  ok: boolean
}

export interface Running {
  stop(): Promise<void>
}

export type Health = { state: 'ok' | 'connecting' | 'failing' } & Wording

/** What a listener may ask of the platform. */
export interface ListenerHost<Settings> {
  readonly logger: Logger
  /** The enabled channels of this kind, now. */
  channels(): Promise<{ id: string; name: string; settings: Settings }[]>
  /**
   * Records a request durably. Resolves only after the commit: acknowledge the sender then, and not before.
   * Rejects when nothing could be made durable: tell the sender to try again.
   */
  ingest(channelId: string, request: ProviderRequest): Promise<void>
}

export interface ConnectionHost {
  readonly logger: Logger
  /** Rejects also when another node reads by now: it hands the request in as well. */
  ingest(request: ProviderRequest): Promise<void>
  /** Shown with the channel. */
  report(health: Health): void
  /** The mailbox was looked at, and everything in it was handed in: for operators, who see how long ago that was. */
  looked(): void
}
