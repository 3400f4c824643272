import type { Db } from '../../platform/db/db.ts'
import type { FileStore } from '../../platform/files/files.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import type { Tracing } from '../../lib/tracing/tracing.ts'
import type { JustAppended, ScansSince } from '../../record/timeline/timeline.ts'
import type { ChannelStore } from '../configuring/channel-store.ts'
import type { ContextOf } from '../context.ts'
import type { MessageKeys } from '../message-key.ts'
import type { ReplyTokens } from '../reply-token.ts'
import type { ChannelTally } from '../tally.ts'
import type { WhoIsUs } from '../us/who-is-us.ts'
import type { Breaker } from './breaker.ts'
import type { Lanes } from './lanes.ts'
import type { WorkerLock } from './worker-lock.ts'

/** What it takes to write to a customer. */
export interface OutboundDeps {
  db: Db
  clock: Clock
  store: ChannelStore
  whoIsUs: WhoIsUs
  jobs: Jobs
  tracing: Tracing
  tally: ChannelTally
  justAppended: JustAppended
  scansSince: ScansSince
  /** Called after a commit that changed a thread. */
  changed(customerId: string, issueIds: string[]): void
}

/** What it takes to hand over what was written. */
export interface DeliveryDeps extends OutboundDeps {
  files: FileStore
  logger: Logger
  contextOf: ContextOf
  replyTokens: ReplyTokens
  messageKeys: MessageKeys
  workerLock: WorkerLock
  lanes: Lanes
  breaker: Breaker
}
