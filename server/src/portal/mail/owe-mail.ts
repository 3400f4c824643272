import { WebchatChannelSettings } from '@throughline/protocol/webchat-channel.ts'
import type { DeliveryDeps } from '../../channels/channels.ts'
import type { Tx } from '../../db/db.ts'
import type { RecordedEvent } from '../../events/events.ts'
import type { JobKind } from '../../jobs/jobs.ts'
import { minuteMs } from '../../lib/clock.ts'
import { entriesByIds } from '../../timeline/timeline.ts'

/** Looks some minutes later whether a reply on the chat was seen, and carries it on by mail if not. */
export const visitorMailJob: JobKind<{ entryId: string }> = {
  name: 'visitor-mail',
  retryLimit: 20,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
}

/** The reaction to `delivery.changed`: a job, written in the transaction in which the event is consumed. */
export async function oweVisitorMail(deps: DeliveryDeps, tx: Tx, event: RecordedEvent): Promise<void> {
  if (event.data['state'] !== 'sent' || event.entryId === null) return
  const [entry] = await entriesByIds(tx, [event.entryId])
  if (entry?.direction !== 'out' || entry.channel_id === null) return
  const channel = await deps.store.byId(entry.channel_id).catch(() => null)
  if (channel?.kind !== 'webchat' || !channel.enabled) return
  const settings = WebchatChannelSettings.parse(channel.settings)
  if (!settings.goesOnByMail) return
  const startAfter = new Date(deps.clock.now().getTime() + settings.mailAfterMinutes * minuteMs)
  await deps.jobs.enqueue(tx, visitorMailJob, { entryId: entry.id }, { startAfter })
}
