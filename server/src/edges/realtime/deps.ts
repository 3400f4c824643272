import type { NewEntry } from '@throughline/protocol/timeline/writing.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Caller } from '../../platform/http/http.ts'
import type { IssueSources } from '../../work/issues/issues.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import type { Tracing } from '../../lib/tracing/tracing.ts'
import type { EntrySources, JustAppended } from '../../record/timeline/timeline.ts'

export interface RealtimeDeps {
  db: Db
  clock: Clock
  logger: Logger
  tracing: Tracing
  /** For operators, in /metrics: how late a screen got a change. */
  toldAfter(ms: number): void
  sources: EntrySources & IssueSources
  justAppended: JustAppended
  customerView(customerId: string, caller: Caller): Promise<Customer>
  /** Appends what somebody wrote; the stream brings it back. */
  write(customerId: string, entry: NewEntry, by: Caller): Promise<void>
  /** That these people have a desk open now. */
  noteSeen(staffIds: readonly string[]): Promise<void>
  publicUrl: string
  /** How often the feed is read for changes that no hint named. */
  pollMs: number
}
