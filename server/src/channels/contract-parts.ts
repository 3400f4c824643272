import type { Assurance } from '@throughline/protocol/customers/identity.ts'

/** Where one address takes the requests for several accounts, such as the numbers of one app. */
export interface ForAccount {
  /** The account that the event is for, as `Webhook.account` calls it; left out, it is for the channel that was called. */
  account?: string
}

export interface SenderAddress {
  kind: string
  /** As given; normalised by the platform. */
  value: string
  name: string | null
  assurance: Assurance
  /**
   * Where the same value means the same person: everywhere (a phone number), on this channel alone (a handle), or on all
   * channels of one account at the provider (an id of a page or a workspace), which `ChannelAdapter.addressScope` names.
   */
  scope: 'everywhere' | 'channel' | 'provider'
}

export interface InboundAttachment {
  name: string
  declaredType: string
  content: Uint8Array
  inline: boolean
  contentId: string | null
}

/** A file that is fetched after the request was acknowledged, by `ChannelAdapter.fetchMedia`. */
export interface MediaToFetch {
  name: string
  declaredType: string
  /** As the provider says. */
  sizeBytes: number | null
  /** By which the adapter finds it: small, and without secrets, since it is kept until the file is there. */
  reference: Readonly<Record<string, string>>
}
