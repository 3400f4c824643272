import type { Db } from '../../platform/db/db.ts'
import type { SharedTransactions } from '../../platform/db/shared-transactions.ts'
import type { Caller } from '../../platform/http/http.ts'
import type { Hints } from '../../platform/events/hints.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { FileStore } from '../../platform/files/files.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import type { Tracing } from '../../lib/tracing/tracing.ts'
import type { ChannelStore } from '../configuring/channel-store.ts'
import type { ContextOf } from '../context.ts'
import type { JustAppended } from '../../record/timeline/timeline.ts'
import type { MessageKeys } from '../message-key.ts'
import type { OutboundDeps } from '../outbound/deps.ts'
import type { ReplyTokens } from '../reply-token.ts'
import type { WhoIsUs } from '../us/who-is-us.ts'
import type { ChannelTally } from '../tally.ts'

export interface InboundDeps {
  db: Db
  /** Where messages that arrive at one time share a transaction. */
  sharedTransactions: SharedTransactions
  clock: Clock
  logger: Logger
  files: FileStore
  store: ChannelStore
  contextOf: ContextOf
  whoIsUs: WhoIsUs
  replyTokens: ReplyTokens
  messageKeys: MessageKeys
  justAppended: JustAppended
  tally: ChannelTally
  tracing: Tracing
  jobs: Jobs
  /** What is shown while it lasts. */
  hints: Hints
  /** Files are looked through since then; see `OutboundDeps`. */
  scansSince: OutboundDeps['scansSince']
  /** A colleague who answers by mail, with the rights that they have by now. */
  staffCaller(staffId: string): Promise<Caller | null>
  /** Called after a commit that changed a thread. */
  changed(customerId: string, issueIds: string[]): void
}
