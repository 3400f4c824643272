import { hostname } from 'node:os'
import {
  acknowledgeJob,
  linkAnswersJob,
  createChannelStore,
  createContexts,
  createBreaker,
  createLanes,
  colleagueMailsOf,
  createRegistry,
  createWhoIsUs,
  replaceSecret,
  createMessageKeys,
  createReplyTokens,
  createStaffMail,
  createTally,
  deliverJob,
  earlyEventsJob,
  earlyReceiptsJob,
  deliveriesOf,
  ensureFirstChannel,
  takeWorkerLock,
  type ChannelAdapter,
} from '../channels/channels.ts'
import { identitiesOf } from '../people/customers/customers.ts'
import { createClamd } from '../platform/clamd/clamd.ts'
import { notificationMailJob } from '../judgement/notifications/notifications.ts'
import { connectDatabase } from '../platform/db/connect.ts'
import { nodesOwn } from '../platform/db/connection-room.ts'
import type { Connection } from '../platform/db/db.ts'
import { migrate, refuseNewerSchema } from '../platform/db/migrate.ts'
import { createSharedTransactions } from '../platform/db/shared-transactions.ts'
import { watchAccessChanges } from '../platform/events/access-changes.ts'
import { watchFeed } from '../platform/events/lag.ts'
import { sharedHints } from '../platform/events/shared-hints.ts'
import { openFileStore, type FileStore } from '../platform/files/files.ts'
import {
  handoverStates,
  issueBriefsOf,
  issueFacts,
  notInTrash,
  openIssuesOf,
  taggedEntriesSql,
} from '../work/issues/issues.ts'
import { startJobs } from '../platform/jobs/jobs.ts'
import type { Metrics } from '../platform/http/metrics.ts'
import { secondMs, type Clock } from '../lib/clock.ts'
import type { Config, Service } from '../lib/config.ts'
import { closeDataFolder } from '../lib/data-folder.ts'
import { createGuardedFetch } from '../lib/guarded-fetch.ts'
import type { Logger } from '../lib/logger.ts'
import { createSignal } from '../lib/signal.ts'
import { noTracing, startTracing } from '../lib/tracing/tracing.ts'
import { createLeases } from '../platform/leases/leases.ts'
import { joinNodes, nodeName, olderNodesStopped } from '../platform/nodes/nodes.ts'
import { visitorMailJob } from '../edges/portal/portal.ts'
import type { RulesOf } from '../platform/http/http.ts'
import { openSecrets, staffCaller, type HashCost } from '../people/staff/staff.ts'
import { beginScanning, fetchJob, justAppended, scanJob } from '../record/timeline/timeline.ts'

export interface FoundationOptions {
  config: Config
  logger: Logger
  connection: Connection
  /** Past a pooler, if there is one. */
  directConnection?: Connection | null
  clock: Clock
  metrics: Metrics
  version: string
  /** How often the feed is read for changes that no hint named. */
  pollMs?: number
  /** What a guess of a password costs. Only tests pass it. */
  hashCost?: HashCost | undefined
  /** The rules that narrow callers. Only tests pass it. */
  rulesOf?: RulesOf | undefined
  moreAdapters?: readonly ChannelAdapter[] | undefined
}

/** What every part is handed; each names in its own `deps` what it takes of it. */
export type Foundations = Awaited<ReturnType<typeof layFoundations>>

/** What the product stands on, whichever services this node runs: the database first, and what is built on it after. */
export async function layFoundations(options: FoundationOptions, stops: AsyncDisposableStack) {
  const { config, logger, connection, directConnection = null, clock, metrics, version } = options
  const { pollMs = secondMs, hashCost, rulesOf } = options
  closeDataFolder(config.dataDir, logger)
  const { traces } = config.telemetry
  const tracing = traces === null ? noTracing : startTracing({ ...traces, version })
  stops.defer(() => tracing.stop())
  const poolSize = config.databasePoolSize
  const database = await connectDatabase({ connection, directConnection, poolSize, beside: nodesOwn, logger })
  stops.defer(() => database.close())
  const { db, pool, direct } = database
  await migrate(direct.pool, { logger, version, mayApply: olderNodesStopped(logger) })

  const secrets = await openSecrets(db, config)
  const files = await openFiles(config, { logger, metrics })
  const node = nodeOf(options)
  const nodes = await joinNodes({ db, files, logger, node })
  stops.defer(() => nodes.leave())
  const leases = createLeases({ db, logger, metrics, node: { id: nodes.id, name: node.name } })
  stops.defer(() => leases.stop())
  // Before this node was there for others to see, a newer one may have changed the schema.
  await refuseNewerSchema(pool, version)
  const scansSince = await beginScanning(db, clock, config.clamd !== null)
  const addressRules = { allowPrivateHosts: config.allowedPrivateHosts }
  const { natsUrl } = config
  // Behind a pooler nobody hears what is notified.
  const listening = direct.keepsSessions ? direct.connection : null
  const wired = { secrets, clock, logger, metrics }
  const hints = sharedHints({ ...wired, natsUrl, connection: listening, hasPeers: nodes.hasPeers })
  stops.defer(() => hints.close())

  const smtpListen = config.services.has('web') ? config.smtp : null
  const guardedFetch = createGuardedFetch(addressRules)
  const keepRefreshToken = (was: string, now: string) =>
    replaceSecret({ db, secrets, logger, store }, { kind: 'email', path: 'imap.oauth.refreshToken', was, now })
  const registry = createRegistry({
    more: options.moreAdapters,
    providers: { publicUrl: config.publicUrl, addressRules },
    email: { smtpListen, smtpUrl: config.smtpUrl, clock, fetch: guardedFetch, addressRules, keepRefreshToken },
  })
  stops.defer(() => registry.close())
  const store = createChannelStore({ db, clock, registry, secrets })
  await ensureFirstChannel({ db, clock, store })

  const accessWatch = await watchAccessChanges({ db, logger })
  stops.defer(() => accessWatch.stop())
  accessWatch.listen('channels', (isChanged) => {
    if (isChanged) store.refresh()
  })

  const whoIsUs = createWhoIsUs({ db, store, clock })
  store.onChange(() => whoIsUs.refresh())
  for (const kind of ['channels', 'staff'] as const) {
    accessWatch.listen(kind, (isChanged) => {
      if (isChanged) whoIsUs.refresh()
    })
  }

  const kinds = [
    deliverJob,
    acknowledgeJob,
    earlyEventsJob,
    earlyReceiptsJob,
    linkAnswersJob,
    visitorMailJob,
    scanJob,
    fetchJob,
    notificationMailJob,
  ]
  // Given up after the jobs: what they still hand over would count as dropped, and be sent by another node as well.
  const workerLock = await takeWorkerLock(direct, logger)
  stops.defer(() => workerLock.release())
  const lanes = createLanes((error) => logger.error({ err: error }, 'a message could not be handed over'))
  const mediaLanes = createLanes((error) => logger.error({ err: error }, 'a file could not be fetched'))
  const jobs = await startJobs({
    ...direct,
    kinds,
    logger,
    isWorker: config.services.has('worker'),
    handBackAfterMs: config.drain.jobsMs,
  })
  // Some messages are handed over without their job; the first call says to all that no more are taken up.
  stops.defer(async () => {
    await Promise.all([jobs.stop(), lanes.finish(config.drain.jobsMs), mediaLanes.finish(config.drain.jobsMs)])
  })

  const contextOf = createContexts({ db, clock, logger, whoIsUs })
  const replyTokens = createReplyTokens(secrets)
  return {
    db,
    pool,
    databaseDisk: database.disk,
    clock,
    logger,
    metrics,
    files,
    clamd: config.clamd && createClamd(config.clamd),
    /** Null: files are not scanned. */
    scansSince,
    nodes,
    leases,
    pollMs,
    uploadLimits: config.uploads,
    visitorLimits: config.visitors,
    countryHeader: config.countryHeader,
    secrets,
    hashCost,
    guardedFetch,
    hints,
    feedWatch: watchFeed(db),
    registry,
    store,
    whoIsUs,
    jobs,
    workerLock,
    lanes,
    breaker: createBreaker(),
    mediaLanes,
    addressRules,
    accessWatch,
    publicUrl: config.publicUrl,
    contextOf,
    replyTokens,
    /** Mail to one of us. */
    staffMail: createStaffMail({ db, clock, store, contextOf, replyTokens, whoIsUs }),
    messageKeys: createMessageKeys(secrets),
    sharedTransactions: createSharedTransactions(db),
    justAppended: justAppended(),
    tracing,
    tally: createTally(metrics, clock, store),
    /** What a view of a customer or an entry shows of things that other folders own. */
    sources: {
      channels: (ids: readonly string[]) => store.briefs(ids),
      identities: identitiesOf,
      deliveries: deliveriesOf,
      colleagueMails: colleagueMailsOf,
      handovers: handoverStates,
      openIssues: openIssuesOf,
      scansSince,
    },
    /** What rules look at of issues, for parts below them. */
    issueFacts,
    /** For what somebody decided before and is done now: with the rights that they have by now. */
    staffCaller: (staffId: string) => staffCaller({ db, rulesOf }, staffId),
    issueBriefs: issueBriefsOf,
    /** What a search leaves out. */
    notInTrash,
    taggedEntriesSql,
    /** After a commit that changed a thread. */
    changed: (customerId: string, issueIds: string[] = []) => hints.publish({ about: 'thread', customerId, issueIds }),
    webhooksAreDue: createSignal(),
  }
}

/** A file that is gone is an error in the log and a number in the metrics. */
function openFiles(
  { dataDir, s3 }: Config,
  { logger, metrics }: Pick<FoundationOptions, 'logger' | 'metrics'>,
): Promise<FileStore> {
  const missing = metrics.counter(
    'throughline_files_missing_total',
    'Files that were asked for and are not in the file store.',
  )
  const broken = metrics.counter('files_broken_total', 'Files that the file store did not hand over as they were kept.')
  return openFileStore({
    dataDir,
    s3,
    onBroken(key, use, error) {
      broken.inc()
      logger.error({ key, ...use, err: error }, 'the file store did not hand over a file as it was kept')
    },
    onMissing(key, use) {
      missing.inc()
      logger.error({ key, ...use }, 'a file is not in the file store')
    },
  })
}

function nodeOf({ config, version }: FoundationOptions): { name: string; version: string; services: Service[] } {
  return { name: nodeName(hostname(), config), version, services: [...config.services] }
}
