import type { Wording, Words } from '@throughline/protocol/words.ts'

export type ChannelErrorKind =
  /** Wrong on the wire: refused with 4xx. */
  | 'invalid_signature'
  | 'malformed'
  /** The other side is busy or away: tried again. */
  | 'retryable'
  /** This message will never be accepted. */
  | 'permanent'
  /** The channel's settings do not open the door: an admin must act; tried again rarely. */
  | 'credentials'

/** The only error an adapter throws. Its wording is for people. */
export class ChannelError extends Error {
  readonly kind: ChannelErrorKind
  /** What the provider called it: `550 5.1.1`, `131047`. */
  readonly code: string
  readonly words: Words[]
  readonly retryAfterMs: number | null
  /** The address itself is dead (not merely this message). */
  readonly addressIsDead: boolean
  /** The provider knows that the customer wants no messages by this channel. */
  readonly isOptOut: boolean
  /** No message of the channel would leave, whomever it is for: the server is away, or the settings are refused. */
  readonly stopsAll: boolean

  constructor(
    kind: ChannelErrorKind,
    code: string,
    wording: Wording,
    options: {
      retryAfterMs?: number
      addressIsDead?: boolean
      isOptOut?: boolean
      stopsAll?: boolean
      cause?: unknown
    } = {},
  ) {
    super(wording.sentence, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ChannelError'
    this.kind = kind
    this.code = code
    this.words = wording.words
    this.retryAfterMs = options.retryAfterMs ?? null
    this.addressIsDead = options.addressIsDead ?? false
    this.isOptOut = options.isOptOut ?? false
    this.stopsAll = options.stopsAll ?? kind === 'credentials'
  }
  get wording(): Wording {
    return { sentence: this.message, words: this.words }
  }
}
