import { WebchatChannelSettings } from '@throughline/protocol/webchat/channel-settings.ts'
import type { DeliveryDeps } from '../../../channels/channels.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { JobKind } from '../../../platform/jobs/jobs.ts'
import { minuteMs } from '../../../lib/clock.ts'
import type { EventOf } from '../../../work/reacting/reacting.ts'
import { entriesByIds } from '../../../record/timeline/timeline.ts'

/** Looks some minutes later whether a reply on the chat was seen, and carries it on by mail if not. */
export const visitorMailJob: JobKind<{ entryId: string }> = {
  name: 'visitor-mail',
  retryLimit: 20,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
}

/** The reaction to `delivery.changed`: a job, written in the transaction in which the event is consumed. */
export async function oweVisitorMails(
  tx: Tx,
  events: readonly EventOf<'delivery.changed'>[],
  { store, jobs, clock }: DeliveryDeps,
): Promise<void> {
  const sent = events.filter(({ data }) => data.state === 'sent').flatMap(({ entryId }) => entryId ?? [])
  if (sent.length === 0) return
  for (const entry of await entriesByIds(tx, sent)) {
    if (entry.direction !== 'out' || entry.channel_id === null) continue
    const channel = await store.find(entry.channel_id)
    if (channel?.kind !== 'webchat' || !channel.enabled) continue
    const settings = WebchatChannelSettings.parse(channel.settings)
    if (!settings.goesOnByMail) continue
    const startAfter = new Date(clock.now().getTime() + settings.mailAfterMinutes * minuteMs)
    await jobs.enqueue(tx, visitorMailJob, { entryId: entry.id }, { startAfter })
  }
}
