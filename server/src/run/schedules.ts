import { pruneAutomaticAnswers, recoverDeliveries, type DeliveryDeps } from '../channels/channels.ts'
import { pruneEvents } from '../platform/events/events.ts'
import { adoptSnoozes, contactGapMs, endSilentContacts } from '../work/issues/issues.ts'
import { runTasks, type Jobs } from '../platform/jobs/jobs.ts'
import { dayMs } from '../lib/clock.ts'
import { pruneNotifications } from '../judgement/notifications/notifications.ts'
import { pruneCounts, pruneSessions } from '../edges/portal/portal.ts'
import { pruneSignIn } from '../people/staff/staff.ts'
import { pruneUploads, type UploadDeps } from '../record/timeline/timeline.ts'
import { pruneWebhookDeliveries } from '../edges/webhooks/webhooks.ts'

/** A stream can be resumed for this long; a client that was away longer reads afresh. */
const eventsKeptMs = 30 * dayMs
const notificationsKeptMs = 90 * dayMs
const silentSessionsKeptMs = 2 * dayMs
const endedPerRun = 5000

/** What happens by the clock, on one node at a time. */
export async function startSchedules(jobs: Jobs, deps: DeliveryDeps & UploadDeps): Promise<void> {
  const { db, clock, logger } = deps
  const ago = (ms: number): Date => new Date(clock.now().getTime() - ms)
  const schedule = (name: string, cron: string, tasks: Parameters<typeof runTasks>[1]): Promise<void> =>
    jobs.schedule(name, cron, () => runTasks(logger, tasks))

  await schedule('every-minute', '* * * * *', {
    adoptSnoozes: () => adoptSnoozes(deps),
    recoverDeliveries: () => recoverDeliveries(deps),
    pruneSignIn: () => pruneSignIn(db, clock.now()),
    async endSilentContacts() {
      while ((await endSilentContacts(db, ago(contactGapMs), endedPerRun)) === endedPerRun);
    },
  })
  await schedule('every-hour', '23 * * * *', {
    pruneUploads: () =>
      pruneUploads(deps, (error, key) => logger.warn({ err: error, key }, 'an unsent file could not be removed')),
    pruneCounts: () => pruneCounts(db, clock.now()),
  })
  await schedule('every-night', '17 3 * * *', {
    pruneAutomaticAnswers: () => pruneAutomaticAnswers(db, ago(dayMs)),
    pruneEvents: () => pruneEvents(db, ago(eventsKeptMs)),
    pruneWebhookDeliveries: () => pruneWebhookDeliveries(db, ago(eventsKeptMs)),
    pruneNotifications: () => pruneNotifications(db, ago(notificationsKeptMs)),
    pruneSessions: () => pruneSessions(db, ago(silentSessionsKeptMs), clock.now()),
  })
}
