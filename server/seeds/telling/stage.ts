import type { manualClock } from '../../src/lib/clock.ts'
import type { MailProvider, Shop } from '../../src/edges/lab/lab.ts'
import type { Api } from './api.ts'

/** What a story stands on: a running product, the provider outside of it, and the clock of both. */
export interface Stage {
  readonly url: string
  /** Where people will reach it in the end; the pages there may show the chat. */
  readonly publicUrl: string
  /** As the admin's program. */
  readonly api: Api
  readonly mail: MailProvider
  readonly shop: Shop
  /** Where the shop's order system takes webhooks once the story is told; null: it has none. */
  readonly ordersUrl: string | null
  readonly clock: ReturnType<typeof manualClock>
}
