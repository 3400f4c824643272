import type { AddressRules } from '../../../lib/safe-address.ts'
import type {
  ChannelContext,
  FetchedMedia,
  InboundEvent,
  MediaToFetch,
  OutboundMessage,
  ProviderRequest,
  SendReceipt,
  SetUpStep,
  TestStep,
  WebhookAnswer,
} from '../../contract.ts'

/** How we are reached from outside, and what of our own network may be called. */
export interface Outside {
  readonly publicUrl: string
  readonly addressRules: AddressRules
}

/** Where the provider calls a channel. */
export const inboundUrl = ({ publicUrl }: Outside, channel: { id: string }): string => `${publicUrl}/in/${channel.id}`

/** What a provider of SMS has to speak; the members mean what those of `ChannelAdapter` and `Webhook` mean. */
export interface SmsProvider<Settings> {
  verify(request: ProviderRequest, context: ChannelContext<Settings>): void
  answer(): WebhookAnswer
  setUp(settings: Settings, url: string): SetUpStep[]
  receive(request: ProviderRequest, context: ChannelContext<Settings>): InboundEvent[]
  fetchMedia(media: MediaToFetch, context: ChannelContext<Settings>): Promise<FetchedMedia>
  send(message: OutboundMessage, context: ChannelContext<Settings>): Promise<SendReceipt>
  test(context: ChannelContext<Settings>): Promise<TestStep[]>
}
