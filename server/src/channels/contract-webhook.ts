import type { Wording } from '@throughline/protocol/words.ts'
import type { ProviderRequest } from './contract-inbound.ts'

/** The way in for providers that call us, at `GET` and `POST /in/:channelId`. */
export interface Webhook<Settings, Context> {
  /**
   * Whether the provider has made the request. Asked before anything else looks at it. Throws `ChannelError` with
   * `invalid_signature`: the request is then answered with 403, and stored nowhere. Compare with `isSameSecret` of `lib/same-secret.ts`.
   */
  verify(request: ProviderRequest, context: Context): void | Promise<void>
  /**
   * The answer to a request by which the provider tries the address, and that holds nothing of a customer; null when it is
   * another. It comes before `verify`, since some of them carry no signature, and so checks for itself what they do carry;
   * throws like `verify`.
   */
  handshake?(request: ProviderRequest, context: Context): WebhookAnswer | null | Promise<WebhookAnswer | null>
  /** What the provider wants to hear once everything in the request is committed. Left out, it is an empty 200. */
  answer?(request: ProviderRequest, context: Context): WebhookAnswer
  /**
   * What the provider calls the number, page or bot of such a channel. Providers send what is for all accounts of one app
   * to one address: an event that names another `account` goes to the channel of this kind that is for it, provided that
   * this channel's `verify` takes the request as well.
   */
  account?(settings: Settings): string
  /**
   * What an admin does at the provider, step by step, so that it calls us; `url` is the address of this channel. Shown with the
   * channel, with what is to be pasted ready to copy. Left out, the address alone is shown.
   */
  setUp?(settings: Settings, url: string): SetUpStep[]
  /** Headers and query parameters that are secrets, in lower case. They are not kept with a request that is set aside. */
  readonly secrets?: readonly string[]
}

export interface SetUpStep extends Wording {
  /** What is pasted in this step; null where there is nothing to paste. No secrets: everybody who reads channels sees it. */
  copy: string | null
}

export interface WebhookAnswer {
  status: number
  /** Of the body: `application/json`, `text/xml`, `text/plain`. */
  type: string
  body: string
}
