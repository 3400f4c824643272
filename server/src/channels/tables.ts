import type { Wording, Words } from '@throughline/protocol/words.ts'
import type { DeliveryError, DeliveryState, FailedCopy } from '@throughline/protocol/timeline/delivery.ts'
import type { ColumnType, Generated } from 'kysely'
import type { IssueBefore } from '../work/issues/issues.ts'
import type { EarlyEvent } from './early-events.ts'
import type { NewMessage } from './outbound/content.ts'
import type { Health, InboundReceiptEvent, ProviderRequest } from './contract.ts'
import type { KeptRequest } from './inbound/kept-request.ts'

declare module '../platform/db/schema.ts' {
  interface Schema {
    channels: ChannelsTable
    channel_state: ChannelStateTable
    inbound: InboundTable
    inbound_previews: { inbound_id: string; sender: string; subject: string; beginning: string; search: string }
    early_events: EarlyEventsTable
    early_receipts: EarlyReceiptsTable
    read_marks: ReadMarksTable
    proven_answers: { entry_id: string; issue_id: string }
    deliveries: DeliveriesTable
    outbox_mails: OutboxMailsTable
    automatic_answers: AutomaticAnswersTable
    own_addresses: OwnAddressesTable
    colleague_mails: ColleagueMailsTable
    scheduled_replies: ScheduledRepliesTable
  }
}

type Json<T> = ColumnType<T, string, string>

/** What keeps every message of a channel from leaving: a server that is away, or that refuses us. */
export interface SendingFailure extends Wording {
  since: string
}

export interface ChannelsTable {
  id: string
  kind: string
  name: string
  settings: Json<Record<string, unknown>>
  secrets: string | null
  secrets_to_give_again: Generated<string[]>
  enabled: boolean
  health: ColumnType<(Health & { checkedAt: string }) | null, string | null, string | null>
  /** Why nothing has left of late, and since when; null: nothing is known against it. */
  sending_failure: ColumnType<SendingFailure | null, string | null | undefined, string | null>
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
}

export interface ChannelStateTable {
  channel_id: string
  key: string
  value: Json<unknown>
  updated_at: Date
}

export interface InboundTable {
  id: string
  channel_id: string
  provider_id: string
  state: 'accepted' | 'set_aside' | 'failed'
  kind: string
  sentence: Generated<string>
  words: ColumnType<Words[] | null, string | null | undefined, string | null>
  entry_id: string | null
  customer_id: string | null
  raw_key: string | null
  envelope: ColumnType<ProviderRequest['envelope'] | null, string | null, never>
  request: ColumnType<KeptRequest | null, string | null | undefined, never>
  received_at: Date
}

export interface EarlyEventsTable {
  inbound_id: string
  channel_id: string
  about: string
  event: ColumnType<EarlyEvent, string, never>
}

export interface ReadMarksTable {
  channel_id: string
  identity_id: string
  customer_id: string
  up_to: Date
}

/** Written by older nodes only; a later version drops it. */
export interface EarlyReceiptsTable {
  inbound_id: string
  channel_id: string
  about: string
  receipt: ColumnType<InboundReceiptEvent, string, never>
}

export interface DeliveriesTable {
  entry_id: string
  customer_id: string
  channel_id: string
  identity_id: string | null
  state: DeliveryState
  attempts: Generated<number>
  provider_id: string | null
  error: ColumnType<DeliveryError | null, string | null, string | null>
  failed_copies: ColumnType<FailedCopy[] | null, string | null | undefined, string | null>
  automatic: Generated<boolean>
  worker_id: number | null
  next_attempt_at: ColumnType<Date | null, never, Date | null>
  tries: Generated<number>
  trying_since: ColumnType<Date | null, never, Date | null>
  hold_until: ColumnType<Date | null, Date | null | undefined, never>
  issue_before: ColumnType<IssueBefore | null, string | null | undefined, never>
  handed_over_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  created_at: Date
  updated_at: Date
}

export interface AutomaticAnswersTable {
  domain: string
  hour: Date
  count: number
}

export interface OutboxMailsTable {
  id: string
  entry_id: string | null
  channel_id: string
  envelope_from: string
  recipients: string[]
  subject: string
  text: string
  message_id: string
  raw: Buffer
  sent_at: Date
}

export interface OwnAddressesTable {
  only_row: Generated<boolean>
  domains: string[]
  groups: string[]
  updated_at: Date
}

export interface ColleagueMailsTable {
  entry_id: string
  customer_id: string
  staff_id: string | null
  address: string
  answers: boolean
  state: 'waiting' | 'confirmed'
  decided_by: string | null
  decided_at: Date | null
}

/** A reply that waits for its time. What is sent or cancelled has no row any more. */
export interface ScheduledRepliesTable {
  id: string
  customer_id: string
  issue_id: string
  staff_id: string
  staff_name: string
  echo_id: string
  message: Json<ScheduledMessage>
  draft: ColumnType<Record<string, unknown> | null, string | null, string | null>
  send_at: Date
  only_if_unanswered: boolean
  /** What the customer wrote afterwards, its author did not know. */
  since: Date
  held_back: ColumnType<HeldBack | null, string | null | undefined, string | null>
  created_at: Date
}

export type ScheduledMessage = Omit<NewMessage, 'holdSeconds' | 'echoId' | 'newIssue'> & {
  issueId: string
  channelId: string
  identityId: string
}

export interface HeldBack extends Wording {
  reason: 'customer_wrote' | 'author' | 'cannot_send'
  at: string
}
