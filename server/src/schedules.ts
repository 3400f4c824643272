import { pruneAutomaticAnswers, recoverDeliveries, type DeliveryDeps } from './channels/channels.ts'
import { pruneEvents } from './events/events.ts'
import { contactGapMs, endSilentContacts, wakeIssues } from './issues/issues.ts'
import type { Jobs } from './jobs/jobs.ts'
import { dayMs } from './lib/clock.ts'
import { pruneNotifications } from './notifications/notifications.ts'
import { pruneCounts, pruneSessions } from './portal/portal.ts'
import { pruneSignIn } from './staff/staff.ts'
import { pruneUploads, type UploadDeps } from './timeline/timeline.ts'
import { pruneWebhookDeliveries } from './webhooks/webhooks.ts'
import type { Author } from '@throughline/protocol/entries.ts'

const bySystem: Author = { kind: 'system', id: null, name: 'Throughline' }

/** A stream can be resumed for this long; whoever was away longer reads afresh. */
const eventsKeptMs = 30 * dayMs
const notificationsKeptMs = 90 * dayMs
const silentSessionsKeptMs = 2 * dayMs
const endedPerRun = 5000

/** What happens by the clock, on one node at a time. */
export async function startSchedules(jobs: Jobs, deps: DeliveryDeps & UploadDeps): Promise<void> {
  const ago = (ms: number): Date => new Date(deps.clock.now().getTime() - ms)
  await jobs.schedule('every-minute', '* * * * *', async () => {
    await wakeIssues(deps, bySystem)
    await recoverDeliveries(deps)
    await pruneSignIn(deps.db, deps.clock.now())
    while ((await endSilentContacts(deps.db, ago(contactGapMs), endedPerRun)) === endedPerRun);
  })
  await jobs.schedule('every-hour', '23 * * * *', async () => {
    await pruneUploads(deps, (error, key) =>
      deps.logger.warn({ err: error, key }, 'an unsent file could not be removed'),
    )
    await pruneCounts(deps.db, deps.clock.now())
  })
  await jobs.schedule('every-night', '17 3 * * *', async () => {
    await pruneAutomaticAnswers(deps.db, ago(dayMs))
    await pruneEvents(deps.db, ago(eventsKeptMs))
    await pruneWebhookDeliveries(deps.db, ago(eventsKeptMs))
    await pruneNotifications(deps.db, ago(notificationsKeptMs))
    await pruneSessions(deps.db, ago(silentSessionsKeptMs), deps.clock.now())
  })
}
