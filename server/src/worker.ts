import { acknowledge, acknowledgeJob, deliverEntry, deliverJob, recoverDeliveries } from './channels/channels.ts'
import { watchYoungTables } from './db/young-tables.ts'
import { startConsumer } from './events/consumer.ts'
import { newestPosition } from './events/events.ts'
import type { Foundations } from './foundations.ts'
import { mailUnseen, visitorMailJob } from './portal/portal.ts'
import { react } from './reactions.ts'
import { startSchedules } from './schedules.ts'
import { indexWords } from './timeline/timeline.ts'
import { enqueueWebhooks, startWebhookSender } from './webhooks/webhooks.ts'

/** The service `worker`: what happens after the commit, without anybody waiting for it. */
export async function startWorker(deps: Foundations, stops: AsyncDisposableStack): Promise<void> {
  const { db, logger, jobs } = deps

  const webhookSender = startWebhookSender(deps)
  deps.webhooksAreDue.listen(() => webhookSender.wake())
  stops.defer(() => webhookSender.stop())

  followEvents(deps, stops)

  await jobs.work(deliverJob, 8, ({ entryId }) => deliverEntry(deps, entryId))
  await jobs.work(acknowledgeJob, 2, (owed) => acknowledge(deps, owed))
  await jobs.work(visitorMailJob, 2, (owed) => mailUnseen(deps, owed))

  const young = watchYoungTables(db, { size: () => newestPosition(db), logger })
  stops.defer(() => young.stop())

  await recoverDeliveries(deps)
  await startSchedules(jobs, deps)
}

/** Each has a place of its own in the feed: while one lags or is stuck, the others go on. */
function followEvents(deps: Foundations, stops: AsyncDisposableStack): void {
  const { db, logger, hints, staffWereTold, webhooksAreDue } = deps
  const consumers = [
    startConsumer({
      db,
      logger,
      name: 'reactions',
      act: (tx, events) => react(tx, events, deps),
      acted: staffWereTold.send,
    }),
    startConsumer({ db, logger, name: 'words', act: indexWords }),
    startConsumer({
      db,
      logger,
      name: 'webhooks',
      act: (tx, events) => enqueueWebhooks(deps, tx, events),
      acted: webhooksAreDue.send,
    }),
  ]
  stops.defer(async () => {
    await Promise.all(consumers.map((consumer) => consumer.stop()))
  })
  hints.subscribe(() => {
    for (const consumer of consumers) consumer.wake()
  })
}
