import { minuteMs } from '../../lib/clock.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { SendReceipt } from '../contract.ts'
import { providerIdByReceipt } from '../early-events.ts'
import type { DeliveryDeps } from './deps.ts'
import type { DeliveryRow } from './queries.ts'

/** The clocks of two nodes may differ by this. */
const clocksDifferByMs = minuteMs

/** An earlier attempt that was never answered, and of which the provider has reported since that it has the message. */
export async function hasLeft(
  { db }: Pick<DeliveryDeps, 'db'>,
  { id: channelId, adapter }: ConfiguredChannel,
  { entry_id: entryId, tries, trying_since: began }: DeliveryRow,
): Promise<SendReceipt | null> {
  if (!adapter.receiptsNameEntries || tries < 2 || began === null) return null
  const since = new Date(began.getTime() - clocksDifferByMs)
  const providerId = await providerIdByReceipt(db, { channelId, entryId, since })
  return providerId === null ? null : { providerId, state: 'sent' }
}
