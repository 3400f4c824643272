import { AppError } from '../lib/errors.ts'
import { readyBuilds, type BrowserBuilds } from './browser-builds.ts'
import type { Connection } from '../platform/db/db.ts'
import { currentVersion, refuseNewerSchema, requiredVersion } from '../platform/db/migrate.ts'
import { createDoors } from './doors.ts'
import { sentenceOf } from '../platform/events/lag.ts'
import { layFoundations } from './foundations.ts'
import { createHttpServer, servedRoutes, type RulesOf, type ServedRoute } from '../platform/http/http.ts'
import { createMetrics } from '../platform/http/metrics.ts'
import { serveOperation } from '../platform/http/operation.ts'
import { cannotListen } from '../lib/cannot-listen.ts'
import { secondMs, systemClock, type Clock } from '../lib/clock.ts'
import type { Config } from '../lib/config.ts'
import type { ChannelAdapter } from '../channels/channels.ts'
import type { Logger } from '../lib/logger.ts'
import { isThisMachine } from '../lib/network-address.ts'
import { measureInstallation } from './measures.ts'
import { bootstrapStaff, breakGlassWarning, createSignIn, type HashCost } from '../people/staff/staff.ts'
import { serveWeb } from './web.ts'
import { startWorker } from './worker.ts'

export interface App {
  /** Where it listens, with the port that was given by the system when 0 was asked for. */
  readonly url: string
  /** For the first visitor, as long as there is nobody who could sign in. */
  readonly setupUrl: string | null
  /** Where a newcomer plays the customer, when the lab is on. */
  readonly labUrl: string | null
  /** Why it takes no work yet; null: it does. */
  readonly waitsFor: string | null
  /** Every address that it serves, so that none is forgotten when access is looked at. */
  readonly routes: readonly ServedRoute[]
  /** From now on `/readyz` says that this node should get nothing new; it still serves what comes. */
  leave(): void
  /** What is under way finishes, within the limits of `config.drain`. */
  stop(): Promise<void>
}

/** So little that the next mail may not fit. */
const leastFreeBytes = 16 * 2 ** 20

/**
 * The composition root. What the product stands on, then the services that this node runs, then the door; all of it is
 * stopped in the opposite order, also when only a part of it could be started.
 */
export async function startApp(options: {
  config: Config
  logger: Logger
  connection: Connection
  directConnection?: Connection | null
  version: string
  clock?: Clock
  browserBuilds?: BrowserBuilds
  /** How often the feed is read for changes that no hint named. */
  pollMs?: number
  /** What a guess of a password costs. Only tests pass it, to be done sooner. */
  hashCost?: HashCost
  /** The rules that narrow callers. Only tests pass it: the product has none yet. */
  rulesOf?: RulesOf
  /** Kinds of channels beside those of the registry. Only tests pass them. */
  moreAdapters?: readonly ChannelAdapter[]
}): Promise<App> {
  const { config, logger, connection, directConnection = null, version } = options
  const {
    clock = systemClock,
    browserBuilds = readyBuilds,
    pollMs = secondMs,
    hashCost,
    rulesOf,
    moreAdapters,
  } = options
  await using stops = new AsyncDisposableStack()

  const metrics = createMetrics()
  const laid = {
    config,
    logger,
    connection,
    directConnection,
    clock,
    metrics,
    version,
    pollMs,
    hashCost,
    rulesOf,
    moreAdapters,
  }
  const deps = await layFoundations(laid, stops)
  const { nodes } = deps
  const { setupUrl } = await bootstrapStaff({ ...deps, config })
  const warning = await breakGlassWarning(deps.db, config.openId)
  if (warning !== null) logger.warn(warning)
  measureInstallation(deps, { version })
  const work = stops.use(new AsyncDisposableStack())
  if (config.services.has('worker')) await nodes.whenReady(() => startWorker(deps, work))

  const signIn = createSignIn({ ...deps, openId: config.openId, rulesOf })
  const sharing = { db: deps.db, nodeId: nodes.id, hasPeers: nodes.hasPeers }
  const app = await createHttpServer({ config, logger, ...signIn, metrics, sharing })
  const routes = servedRoutes(app)
  deps.accessWatch.listen('staff', signIn.onAccessCheck)
  stops.defer(() => app.server.closeAllConnections())
  const doors = createDoors()
  stops.defer(() => doors.close(config.drain.doorsMs))
  doors.add(() => app.close())
  serveOperation(app, {
    metrics,
    metricsAccess: {
      token: config.metricsToken,
      isPublic: config.trustProxy !== false || !isThisMachine(new URL(config.publicUrl).hostname),
      authenticate: signIn.authenticate,
    },
    services: [...config.services],
    warnings: {
      feed: async () => {
        const sentence = sentenceOf(await deps.feedWatch())
        if (sentence !== null) throw new Error(sentence)
      },
      database_disk: async () => {
        if (deps.databaseDisk.isFull) throw new Error('The disk of the database is full.')
      },
    },
    checks: {
      stopping: async () => {
        if (app.throughline.isLeaving) throw new Error('This node is stopping.')
      },
      database: () => deps.pool.query('select 1'),
      migrations: async () => {
        if ((await currentVersion(deps.pool)) < requiredVersion()) {
          throw new Error('The database has yet to be migrated.')
        }
        await refuseNewerSchema(deps.pool, version)
      },
      files: async () => {
        const why = nodes.whyNotReady()
        if (why !== null) throw new AppError('unavailable', why)
      },
      files_disk: async () => {
        if ((await deps.files.freeBytes()) < leastFreeBytes) throw new Error('The disk of DATA_DIR is full.')
      },
    },
  })
  const web = config.services.has('web')
    ? await serveWeb(app, deps, { config, version, signIn, browserBuilds }, doors)
    : null
  const url = await app.listen({ port: config.port, host: config.host }).catch((error: unknown) => {
    throw cannotListen("Browsers can't be served", { ...config, setting: 'PORT' }, error)
  })
  metrics.gauge(
    'throughline_file_store_shared',
    '1 while this node reads the marks of all others in the file store.',
    () => (nodes.problem() === null ? 1 : 0),
  )
  // First of all: what waits for the store is not begun any more, and the others count on this node no longer.
  stops.defer(() => nodes.leave())

  const started = stops.move()
  return {
    url,
    setupUrl,
    waitsFor: nodes.whyNotReady()?.sentence ?? null,
    routes,
    labUrl: web?.lab ? `${config.publicUrl}/try` : null,
    leave: () => (app.throughline.isLeaving = true),
    stop: () => started.disposeAsync(),
  }
}
