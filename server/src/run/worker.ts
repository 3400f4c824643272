import {
  acknowledge,
  acknowledgeJob,
  linkAnswers,
  linkAnswersJob,
  deliverEntry,
  applyEarlyEvents,
  deliverJob,
  earlyEventsJob,
  fetchMedia,
  earlyReceiptsJob,
  recoverDeliveries,
  watchDropped,
} from '../channels/channels.ts'
import { systemClock } from '../lib/clock.ts'
import { watchYoungTables } from '../platform/db/young-tables.ts'
import { startConsumer, type Act, type Consumer } from '../platform/events/consumer.ts'
import { newestPosition, logWrongEvents } from '../platform/events/events.ts'
import { notificationMailJob, sendNotificationMail } from '../judgement/notifications/notifications.ts'
import type { Foundations } from './foundations.ts'
import { adoptVisitorMail, visitorMailJob } from '../edges/portal/portal.ts'
import { react, startRetrying, takeEach } from '../work/reacting/reacting.ts'
import { fetchJob, scanFile, scanJob } from '../record/timeline/timeline.ts'
import { reactions, takersOf } from './reactions.ts'
import { schedules } from './schedules.ts'
import { followSchedules } from '../platform/schedules/schedules.ts'
import { startFiring } from '../platform/timers/timers.ts'
import { timers } from './timers.ts'
import { startWebhookSender } from '../edges/webhooks/webhooks.ts'

/** The service `worker`: what happens after the commit, without anybody waiting for it. */
export async function startWorker(deps: Foundations, stops: AsyncDisposableStack): Promise<void> {
  const { db, logger, jobs } = deps

  const webhookSender = startWebhookSender(deps)
  deps.webhooksAreDue.listen(() => webhookSender.wake())
  stops.defer(() => webhookSender.stop())

  followEvents(deps, stops)
  fireTimers(deps, stops)

  await jobs.work(deliverJob, 8, ({ entryId, isByHand }) => deliverEntry(deps, entryId, isByHand))
  await jobs.work(acknowledgeJob, 2, (owed) => acknowledge(deps, owed))
  await jobs.work(earlyEventsJob, 2, (of) => applyEarlyEvents(deps, of))
  await jobs.work(earlyReceiptsJob, 1, (of) => applyEarlyEvents(deps, of))
  await jobs.work(linkAnswersJob, 2, (answer) => linkAnswers(deps, answer))
  await jobs.work(notificationMailJob, 2, (mail) => sendNotificationMail(deps, mail))
  await jobs.work(visitorMailJob, 2, (owed) => adoptVisitorMail(deps, owed))

  // ClamAV answers each question with a thread of its own, and has twelve.
  await jobs.work(scanJob, 3, ({ sha256 }) => scanFile(deps, sha256))

  await jobs.work(fetchJob, 4, ({ attachmentId }) => fetchMedia(deps, attachmentId))

  const young = watchYoungTables(db, { size: () => newestPosition(db), logger })
  stops.defer(() => young.stop())

  await recoverDeliveries(deps)
  const dropped = watchDropped(deps)
  stops.defer(() => dropped.stop())
  followClock(deps, stops)
}

function followClock(deps: Foundations, stops: AsyncDisposableStack): void {
  const following = followSchedules(schedules, deps)
  stops.defer(() => following.stop())
}

function fireTimers(deps: Foundations, stops: AsyncDisposableStack): void {
  const { metrics, pollMs, clock } = deps
  const delays = metrics.histogram(
    'throughline_timer_delay_seconds',
    'How long after its time a timer was fired.',
    ['kind'],
    [0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
  )
  const failures = metrics.counter('throughline_timer_failures_total', 'How often timers failed.', ['kind'])
  for (const { kind } of timers) failures.inc({ kind }, 0)
  const firing = startFiring(timers, deps, {
    pollMs,
    clock: clock === systemClock ? null : clock,
    fired: (kind, lateMs) => delays.observe({ kind }, Math.max(0, lateMs) / 1000),
    failed: (kind) => failures.inc({ kind }),
  })
  stops.defer(() => firing.stop())
}

/** Each has a place of its own in the feed: while one lags or is stuck, the others go on. */
function followEvents(deps: Foundations, stops: AsyncDisposableStack): void {
  const { db, logger, tracing, hints, metrics, webhooksAreDue, pollMs } = deps
  const failures = metrics.counter(
    'throughline_consumer_failures_total',
    'How often a consumer failed to act on events. It goes on from there, and what waits shows in its lag.',
    ['consumer'],
  )
  const follow = (name: string, act: Act, acted?: () => void): Consumer => {
    // Shown from the start: a counter that appears with its first failure has no rise that an alert could see.
    failures.inc({ consumer: name }, 0)
    const failed = (): void => failures.inc({ consumer: name })
    const traced: Act = async (tx, events) => {
      const began = tracing.began()
      await act(tx, events)
      if (began === null) return
      for (const { type, entryId } of events) {
        if (type === 'entry.appended' && entryId !== null) tracing.note(entryId, { name: `consume ${name}`, began })
      }
    }
    return startConsumer({ db, logger, name, pollMs, act: traced, failed, ...(acted ? { acted } : {}) })
  }
  const acted = (): void => hints.publish({ about: 'notifications', staffId: null })
  let isToBeSent = false
  const takers = takersOf(() => (isToBeSent = true))
  const consumers = [
    follow(
      'reactions',
      async (tx, events) => {
        logWrongEvents(events, logger)
        await react(tx, events, reactions, deps)
      },
      acted,
    ),
    follow('words', (tx, events) => takeEach(tx, events, takers.words, deps)),
    follow(
      'webhooks',
      async (tx, events) => {
        isToBeSent = false
        await takeEach(tx, events, takers.webhooks, deps)
      },
      () => {
        if (isToBeSent) webhooksAreDue.send()
      },
    ),
  ]
  const retried = { reactions, takers: Object.values(takers) }
  const retrying = startRetrying(retried, deps, {
    pollMs,
    acted() {
      acted()
      webhooksAreDue.send()
    },
  })
  stops.defer(() => retrying.stop())
  stops.defer(async () => {
    await Promise.all(consumers.map((consumer) => consumer.stop()))
  })
  hints.subscribe(({ about }) => {
    if (about !== 'thread') return
    for (const consumer of consumers) consumer.wake()
  })
}
