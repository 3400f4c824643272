import { fromKysely, PgBoss, type ConstructorOptions, type QueueResult } from 'pg-boss'
import type { Connection, Tx } from '../db/db.ts'
import type { Logger } from '../../lib/logger.ts'
import type { Measure } from '../../lib/measure.ts'

/**
 * Work that happens after the commit: pg-boss, enqueued in the caller's own transaction, so that a job exists exactly
 * when what asked for it does. A job may run twice (a crash between doing and marking done); handlers are written so.
 *
 * Owns the schema `pgboss`. Refuses to know what jobs do: `worker.ts` names the handlers.
 */
export interface Jobs {
  enqueue<Data extends object>(tx: Tx, kind: JobKind<Data>, data: Data, options?: EnqueueOptions): Promise<void>
  /** Runs `handler` for each job of the kind on this node, `concurrency` at a time. */
  work<Data extends object>(
    kind: JobKind<Data>,
    concurrency: number,
    handler: (data: Data) => Promise<void>,
  ): Promise<void>
  /** From then on a job that does one thing after another takes up nothing more. */
  isStopping(): boolean
  /** What waits, is done and failed, as it was counted within the last seconds. */
  measures(): Promise<Measure[]>
  stop(): Promise<void>
}

/** A queue and the shape of its jobs. */
export interface JobKind<Data extends object> {
  readonly name: string
  readonly retryLimit: number
  /** Doubled on each retry, with jitter, up to `retryDelayMaxSeconds`. */
  readonly retryDelaySeconds: number
  readonly retryDelayMaxSeconds: number
  readonly data?: Data
}

export interface EnqueueOptions {
  startAfter?: Date
  /** At most one waiting job per key. */
  singletonKey?: string
}

export async function startJobs(options: {
  connection: Connection
  kinds: readonly JobKind<object>[]
  logger: Logger
  /** Enqueue only: another node does the work. */
  isWorker: boolean
  /** A job in hand may finish in this time when the node stops; then it is given back, and another node takes it. */
  handBackAfterMs: number
  /** False behind a pooler, which does not pass notifications on. */
  keepsSessions?: boolean
}): Promise<Jobs> {
  const { logger, isWorker, keepsSessions = true } = options
  let isStopping = false
  const boss = new PgBoss({
    ...bossConnection(options.connection),
    max: 4,
    // Woken by NOTIFY the moment a job is committed; polling is only the backstop.
    useListenNotify: isWorker && keepsSessions,
    supervise: isWorker,
    // What happens by the clock is in `platform/schedules`.
    schedule: false,
    // Whose worker died is seen within this time and the heartbeat's, not within pg-boss's minutes.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
  })
  boss.on('error', (fault) => logger.error({ err: errorOf(fault) }, 'the job queue had a fault'))
  boss.on('warning', (warning) => logger.debug({ warning }, 'the job queue warns'))
  await boss.start()
  // Versions before 0.2 had them here.
  for (const name of isWorker ? formerSchedules : []) await boss.unschedule(name)
  for (const kind of options.kinds) {
    const queue = {
      notify: true,
      retryLimit: kind.retryLimit,
      retryDelay: kind.retryDelaySeconds,
      retryDelayMax: kind.retryDelayMaxSeconds,
      retryBackoff: true,
      // A handler that was cut off by a crash is run again soon, not after pg-boss's quarter of an hour.
      expireInSeconds: 120,
      heartbeatSeconds: 10,
      deleteAfterSeconds: 24 * 3600,
    }
    if (await boss.getQueue(kind.name)) await boss.updateQueue(kind.name, queue)
    else await boss.createQueue(kind.name, queue)
  }

  return {
    async enqueue(tx, kind, data, enqueueOptions = {}) {
      await boss.send(kind.name, data, { ...enqueueOptions, db: fromKysely(tx) })
    },
    async work<Data extends object>(
      kind: JobKind<Data>,
      concurrency: number,
      handler: (data: Data) => Promise<void>,
    ): Promise<void> {
      const known = failuresLogged(logger, kind.name, handler)
      for (let number = 0; number < concurrency; number++) await startWorker(boss, kind, known)
    },
    isStopping: () => isStopping,
    measures: async () => [jobsIn(await boss.getQueues(options.kinds.map(({ name }) => name)))],
    async stop() {
      isStopping = true
      await boss.stop({ graceful: true, timeout: options.handBackAfterMs })
    },
  }
}

const formerSchedules = ['every-minute', 'every-hour', 'every-night']

/**
 * One job after the other. A worker of pg-boss sleeps after each job until it is woken by the next one's NOTIFY, so a
 * backlog (what waited while nobody worked, what a dead worker left) would go at one job per poll: hence it is told to
 * look again at once after each.
 */
async function startWorker<Data extends object>(
  boss: PgBoss,
  kind: JobKind<Data>,
  handler: (data: Data) => Promise<void>,
): Promise<void> {
  const lookAgain = (): void => {
    if (workerId !== undefined) boss.notifyWorker(workerId)
  }
  let workerId: string | undefined
  workerId = await boss.work<Data>(
    kind.name,
    { batchSize: 1, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 5 },
    async (jobs) => {
      try {
        for (const job of jobs) await handler(job.data)
      } finally {
        lookAgain()
      }
    },
  )
}

/** pg-boss writes the error of a job into its row only, where no operator sees it. */
function failuresLogged<Arguments extends unknown[]>(
  logger: Logger,
  job: string,
  handler: (...given: Arguments) => Promise<void>,
): (...given: Arguments) => Promise<void> {
  return async (...given) => {
    try {
      await handler(...given)
    } catch (error) {
      logger.error({ err: error, job }, 'a job failed')
      throw error
    }
  }
}

function jobsIn(queues: readonly QueueResult[]): Measure {
  const samples = queues
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap(({ name, readyCount, deferredCount, activeCount, failedCount }) =>
      Object.entries({ ready: readyCount, deferred: deferredCount, active: activeCount, failed: failedCount }).map(
        ([state, value]) => ({ labels: { queue: name, state }, value }),
      ),
    )
  const help = 'Jobs that are ready, wait for their time, are being done, or failed for good within a day.'
  return { name: 'throughline_jobs', help, labels: ['queue', 'state'], samples }
}

/** pg-boss tells of an error by a copy that is none any more, with its code and its words. */
function errorOf(fault: object): Error {
  return fault instanceof Error ? fault : Object.assign(new Error('unknown'), fault)
}

/** pg-boss opens its own few connections: its workers wait on them, and NOTIFY needs one for itself. */
function bossConnection(connection: Connection): ConstructorOptions {
  const { host, port, user, database, connectionString, password, ssl, options } = connection
  return {
    ...(connectionString ? { connectionString } : {}),
    ...(host ? { host } : {}),
    ...(port ? { port } : {}),
    ...(user ? { user } : {}),
    ...(database ? { database } : {}),
    ...(password ? { password } : {}),
    ...(ssl === undefined ? {} : { ssl }),
    ...(options ? { options } : {}),
  }
}
