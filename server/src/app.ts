import { join } from 'node:path'
import { routes } from '@throughline/protocol/routes.ts'
import { auditRoutes } from './audit/audit.ts'
import { businessRoutes } from './business/business.ts'
import {
  acknowledge,
  acknowledgeJob,
  configuringRoutes,
  createChannelStore,
  createContexts,
  createRegistry,
  createReplyTokens,
  deliverEntry,
  deliverJob,
  deliveriesOf,
  ensureFirstChannel,
  inboundRoutes,
  outboundRoutes,
  outboxRoutes,
  reachedMilestones,
  recoverDeliveries,
  runChannels,
  showHtmlRoutes,
  takeLease,
  writeMessage,
  writeNote,
} from './channels/channels.ts'
import { customerRoutes, customerView, identitiesOf } from './customers/customers.ts'
import { openDatabase, type Connection } from './db/db.ts'
import { together } from './db/transact-together.ts'
import { watchYoungTables } from './db/young-tables.ts'
import { newestPosition } from './events/events.ts'
import { currentVersion, migrate, requiredVersion } from './db/migrate.ts'
import { changeRoutes } from './events/routes.ts'
import { startConsumer } from './events/consumer.ts'
import { inProcessHints } from './events/hints.ts'
import { natsHints } from './events/nats-hints.ts'
import { firstStepRoutes } from './first-steps/first-steps.ts'
import { openFileStore } from './files/files.ts'
import { createHttpServer, serveApiDocs, serveDesk } from './http/http.ts'
import { createMetrics } from './http/metrics.ts'
import { serveOperation } from './http/operation.ts'
import { issueRoutes, openIssuesOf, splitIssues } from './issues/issues.ts'
import { startJobs } from './jobs/jobs.ts'
import { systemClock, type Clock } from './lib/clock.ts'
import type { Config } from './lib/config.ts'
import type { Logger } from './lib/logger.ts'
import { createGuardedFetch } from './lib/guarded-fetch.ts'
import { serveNoLab, startLab, type Lab } from './lab/lab.ts'
import { createSecretBox } from './lib/secrets.ts'
import { loadSecretKey } from './lib/secret-key.ts'
import { react } from './reactions.ts'
import { notificationRoutes, notify } from './notifications/notifications.ts'
import { chatOf, mailUnseen, startPortal, visitorMailJob } from './portal/portal.ts'
import { startRealtime } from './realtime/realtime.ts'
import { savedReplyRoutes } from './saved-replies/saved-replies.ts'
import { startSchedules } from './schedules.ts'
import { serveWidget } from './serve-widget.ts'
import { bootstrapStaff, createSignIn, hasTeammates, staffRoutes } from './staff/staff.ts'
import { enqueueWebhooks, startWebhookSender, webhookRoutes } from './webhooks/webhooks.ts'
import { attachmentRoutes, indexWords, justAppended, timelineRoutes } from './timeline/timeline.ts'

/**
 * The composition root: the only file that sees everything. Opens what the product stands on, in order, hands each
 * part what it needs, and stops all of it in the opposite order.
 */
export interface App {
  /** Where it listens, with the port that was given by the system when 0 was asked for. */
  readonly url: string
  /** For the first visitor, as long as there is nobody who could sign in. */
  readonly setupUrl: string | null
  /** Where a newcomer plays the customer, when the lab is on. */
  readonly labUrl: string | null
  stop(): Promise<void>
}

/** Where the build of a workspace for browsers is. */
const distOf = (workspace: 'desk' | 'widget'): string => join(import.meta.dirname, '../..', workspace, 'dist')

export async function startApp(options: {
  config: Config
  logger: Logger
  connection: Connection
  version: string
  clock?: Clock
}): Promise<App> {
  const { config, logger, connection, version, clock = systemClock } = options
  const isWeb = config.services.has('web')
  const isWorker = config.services.has('worker')
  const closing: (() => Promise<unknown> | void)[] = []
  const onStop = (close: () => Promise<unknown> | void): void => void closing.unshift(close)

  const database = openDatabase({ connection, poolSize: config.databasePoolSize, logger })
  onStop(() => database.close())
  const { db, pool } = database
  await migrate(pool, { logger })

  const secrets = createSecretBox(loadSecretKey(config), config.previousSecretKeys)
  const files = await openFileStore(config)
  const addressRules = { allowPrivateHosts: config.allowedPrivateHosts }
  const hints = config.natsUrl === null ? inProcessHints() : await natsHints(config.natsUrl, logger)
  onStop(() => hints.close())
  const registry = createRegistry({
    email: {
      smtpListen: isWeb ? config.smtp : null,
      smtpUrl: config.smtpUrl,
      clock,
      fetch: createGuardedFetch(addressRules),
    },
  })
  onStop(() => registry.close())
  const store = createChannelStore({ db, clock, registry, secrets })
  await ensureFirstChannel({ db, clock, store })
  const { setupUrl } = await bootstrapStaff({ db, secrets, clock, config })

  const jobs = await startJobs({ connection, kinds: [deliverJob, acknowledgeJob, visitorMailJob], logger, isWorker })
  onStop(() => jobs.stop())

  const sources = {
    channels: (ids: readonly string[]) => store.briefs(ids),
    identities: identitiesOf,
    deliveries: deliveriesOf,
    openIssues: openIssuesOf,
  }
  const lease = await takeLease(pool, logger)
  onStop(() => lease.release())
  const deps = {
    db,
    clock,
    logger,
    files,
    secrets,
    registry,
    store,
    jobs,
    lease,
    sources,
    publicUrl: config.publicUrl,
    addressRules,
    contextOf: createContexts({ db, clock, logger }),
    replyTokens: createReplyTokens(secrets),
    together: together(db),
    justAppended: justAppended(),
    changed: (customerId: string, issueIds: string[] = []) => hints.publish({ customerId, issueIds }),
  }

  // On a node that only serves, the workers' own clock has to do.
  let wakeWebhooks = (): void => {}
  let notified = (): void => {}
  if (isWorker) {
    const reacting = startConsumer({ db, name: 'reactions', logger, act: (tx, events) => react(deps, tx, events) })
    const indexing = startConsumer({ db, name: 'words', logger, act: indexWords })
    const webhookSender = startWebhookSender(deps)
    onStop(() => webhookSender.stop())
    wakeWebhooks = () => webhookSender.wake()
    const announcing = startConsumer({
      db,
      name: 'webhooks',
      logger,
      act: (tx, events) => enqueueWebhooks(deps, tx, events),
      acted: wakeWebhooks,
    })
    const notifying = startConsumer({ db, name: 'notifications', logger, act: notify, acted: () => notified() })
    const consumers = [reacting, indexing, announcing, notifying]
    onStop(() => Promise.all(consumers.map((consumer) => consumer.stop())))
    hints.subscribe(() => {
      for (const consumer of consumers) consumer.wake()
    })
    await jobs.work(deliverJob, 4, ({ entryId }) => deliverEntry(deps, entryId))
    await jobs.work(acknowledgeJob, 2, (owed) => acknowledge(deps, owed))
    await jobs.work(visitorMailJob, 2, (owed) => mailUnseen(deps, owed))
    const young = watchYoungTables(db, { size: () => newestPosition(db), logger })
    onStop(() => young.stop())
    await recoverDeliveries(deps)
    await startSchedules(jobs, deps)
  }

  const metrics = createMetrics()
  const signIn = createSignIn({ db, secrets, publicUrl: config.publicUrl, clock, logger })
  const app = await createHttpServer({ config, logger, authenticate: signIn.authenticate, metrics })
  onStop(() => app.close())
  serveOperation(app, {
    metrics,
    checks: {
      database: () => pool.query('select 1'),
      migrations: async () => {
        if ((await currentVersion(pool)) < requiredVersion()) throw new Error('The database has yet to be migrated.')
      },
    },
  })
  let lab: Lab | null = null
  if (isWeb) {
    serveApiDocs(app, { routes, version })
    staffRoutes(app, { db, secrets, clock, signIn })
    auditRoutes(app, { db })
    firstStepRoutes(app, {
      facts: async () => ({ ...(await reachedMilestones(db)), teammate: await hasTeammates(db) }),
    })
    businessRoutes(app, deps)
    savedReplyRoutes(app, deps)
    customerRoutes(app, { ...deps, separate: splitIssues })
    timelineRoutes(app, deps)
    attachmentRoutes(app, deps)
    issueRoutes(app, deps)
    configuringRoutes(app, deps)
    inboundRoutes(app, deps)
    outboundRoutes(app, deps)
    outboxRoutes(app, deps)
    showHtmlRoutes(app, deps)
    changeRoutes(app, deps)
    webhookRoutes(app, { ...deps, wake: () => wakeWebhooks() })
    const realtime = startRealtime(app, {
      ...deps,
      hints,
      customerView: (customerId) => customerView(db, customerId, sources),
      async write(customerId, entry, by) {
        if (entry.kind === 'note') await writeNote(deps, { customerId, note: entry, by })
        else await writeMessage(deps, { customerId, message: entry, by })
      },
    })
    onStop(() => realtime.stop())
    notified = () => realtime.notified()
    notificationRoutes(app, { ...deps, readBy: (staffId) => realtime.readBy(staffId) })
    metrics.gauge('realtime_connections', 'Open WebSocket connections.', () => realtime.connectionCount())
    const portal = startPortal(app, { ...deps, ...realtime, hints })
    onStop(() => portal.stop())
    metrics.gauge('visitor_connections', 'Open chats of visitors.', () => portal.connectionCount())
    if (config.lab && config.smtp) {
      const options = { ...config.lab, dataDir: config.dataDir, product: config.smtp, publicUrl: config.publicUrl }
      lab = await startLab({ ...options, clock, logger })
    }
    onStop(() => lab?.stop())
    if (lab) await lab.serve(app)
    else serveNoLab(app)
    await serveWidget(app, {
      distDir: distOf('widget'),
      publicUrl: config.publicUrl,
      framersOf: async (channelId) => (await chatOf(store, channelId)).settings.allowedOrigins,
    })
    await serveDesk(app, { distDir: distOf('desk') })
    const running = await runChannels(deps)
    onStop(() => running.stop())
  }
  const url = await app.listen({ port: config.port, host: config.host })

  return {
    url,
    setupUrl,
    labUrl: lab && `${config.publicUrl}/try`,
    async stop() {
      for (const close of closing) await close()
    },
  }
}
