import { WebchatChannelSettings } from '@throughline/protocol/webchat/channel-settings.ts'
import type { DeliveryDeps } from '../../../channels/channels.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import type { JobKind } from '../../../platform/jobs/jobs.ts'
import { scheduleTimer, timerKind } from '../../../platform/timers/timers.ts'
import { minuteMs } from '../../../lib/clock.ts'
import type { EventOf } from '../../../work/reacting/reacting.ts'
import { entriesByIds } from '../../../record/timeline/timeline.ts'

/** Some minutes after a reply on the chat: is it seen, or does it go on by mail? The key is the reply. */
export const chatUnseen = timerKind('chat.unseen')

/** The reaction to `delivery.changed`: a timer, scheduled in the transaction in which the event is consumed. */
export async function scheduleUnseenMails(
  tx: Tx,
  events: readonly EventOf<'delivery.changed'>[],
  { store }: Pick<DeliveryDeps, 'store'>,
): Promise<void> {
  const sentAt = new Map(
    events.flatMap(({ data, entryId, at }) => (data.state === 'sent' && entryId !== null ? [[entryId, at]] : [])),
  )
  if (sentAt.size === 0) return
  for (const entry of await entriesByIds(tx, [...sentAt.keys()])) {
    if (entry.direction !== 'out' || entry.channel_id === null) continue
    const channel = await store.find(entry.channel_id)
    if (channel?.kind !== 'webchat' || !channel.enabled) continue
    const settings = WebchatChannelSettings.parse(channel.settings)
    if (!settings.goesOnByMail) continue
    const at = new Date(sentAt.get(entry.id)!.getTime() + settings.mailAfterMinutes * minuteMs)
    await scheduleTimer(tx, chatUnseen, { key: entry.id, at })
  }
}

/**
 * How versions without timers wait until it is time to look. What they have left, and what nodes of them that run beside
 * this one still ask for, is handed over to a timer when its time has come.
 */
export const visitorMailJob: JobKind<{ entryId: string }> = {
  name: 'visitor-mail',
  retryLimit: 20,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
}

export function adoptVisitorMail(
  { db, clock }: Pick<DeliveryDeps, 'clock'> & { db: Db },
  { entryId }: { entryId: string },
) {
  return transact(db, (tx) => scheduleTimer(tx, chatUnseen, { key: entryId, at: clock.now(), unlessThere: true }))
}
