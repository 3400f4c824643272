import { freePort } from '../../server/test/free-port.ts'
import { makeNextVersion } from '../../server/test/operating/next-version.ts'
import { token } from '../../server/test/operating/start-command.ts'
import { checkEffects, type Effects } from '../crash/checking/check-effects.ts'
import { checkThreads } from '../crash/checking/check-threads.ts'
import { newLedger } from '../crash/ledger.ts'
import { startReceivers } from '../crash/receivers.ts'
import { messageKeysOf, settle } from '../crash/settle.ts'
import { startBalancer, type Seen } from './balancer/balancer.ts'
import { recordMetrics } from './monitoring/recording.ts'
import { startStory } from './monitoring/story-clock.ts'
import { hasPromtool, tryRules } from './monitoring/try-rules.ts'
import { makeInstallation } from './services/installation.ts'
import { tellStory, type Told } from './story.ts'
import { checkScreens } from './traffic/check-screens.ts'
import { wasSnoozedTooLate } from './traffic/snoozes.ts'
import { startTraffic } from './traffic/traffic.ts'

export interface Report {
  /** Of the story's time. */
  minutes: number
  /** What was acknowledged and is not there once, and what screens were not sent. */
  violations: string[]
  /** Requests that failed although they could have waited. */
  failed: Seen[]
  /** Requests that were told to come again while the database was away. */
  toldToComeAgain: number
  requests: number
  mails: number
  /** How many nodes read the mailbox at the same time, at most. */
  mostReaders: number
  /** After how long another node read it, each time that the one which did was killed. */
  takeoversMs: readonly number[]
  /** Connections that chats and desks opened, the first ones included. */
  connections: number
  effects: Omit<Effects, 'violations'>
  /** What Prometheus found wrong with the alerts; null where it is not installed. */
  alerts: string | null
  isOverloaded: boolean
}

export async function runThreeNodes(options: { seed: number; say: (line: string) => void }): Promise<Report> {
  const { seed, say } = options
  using nextVersion = await makeNextVersion()
  const startedMs = performance.now()
  const tell = (line: string): void => say(`${((performance.now() - startedMs) / 1000).toFixed(1)} s: ${line}`)
  await using stops = new AsyncDisposableStack()
  const receivers = await startReceivers()
  stops.defer(() => receivers.close())
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const installation = await makeInstallation({
    PUBLIC_URL: publicUrl,
    SMTP_URL: receivers.smtpUrl,
    DATABASE_POOL_SIZE: '8',
    // Caddy asks every two seconds.
    DRAIN_NOTICE_SECONDS: '5',
  })
  stops.defer(() => installation.remove())
  const balancer = await startBalancer(installation.nodes, port)
  stops.defer(() => balancer.close())
  const [first, ...others] = installation.nodes
  await first!.start()
  await Promise.all(others.map((node) => node.start()))
  tell('three nodes are ready')

  const server = { url: balancer.url, token }
  const ledger = newLedger()
  const traffic = await startTraffic({
    seed,
    server,
    nodes: installation.nodes,
    smtpPort: balancer.smtpPort,
    receivers,
    ledger,
  })
  stops.defer(() => traffic.close())
  const recording = recordMetrics(installation.nodes, installation.metricsToken)
  const clock = startStory((nowMs) => recording.look(nowMs))
  const told = await tellStory({ nextVersion, installation, token, clock, say: tell })
  await clock.stop()
  tell('the story is over')
  await traffic.finish()
  const messageKeys = messageKeysOf({ secretKey: installation.secretKey, dataDir: '' })
  const { violations, effects } = await settle(server, tell, async (everything) => {
    const threads = checkThreads(ledger, everything)
    const effects = checkEffects(ledger, everything, { receivers, messageKeys })
    const failed = everything.failed.map(({ kind, name, error }) => `the ${kind} ${name} failed: ${error}`)
    // A chat shows an answer only after its delivery, and a delivery that a kill interrupted runs again within minutes.
    const screens = await checkScreens(server, everything, traffic)
    const snoozes = traffic.snoozes.check(everything.changes)
    const violations = [...ledger.violations, ...threads, ...effects.violations, ...failed, ...screens, ...snoozes]
    return { violations, effects }
  })
  return {
    minutes: clock.nowMs / 60_000,
    violations,
    failed: balancer.seen.filter((seen) => isFailure(seen) && !wasToldToComeAgain(seen, told)),
    toldToComeAgain: balancer.seen.filter((seen) => isFailure(seen) && wasToldToComeAgain(seen, told)).length,
    requests: balancer.seen.length,
    mails: ledger.mails.size,
    mostReaders: traffic.mailbox.mostReaders(),
    takeoversMs: told.takeoversMs,
    connections: [...traffic.chats, ...traffic.desks].reduce((sum, screen) => sum + screen.connections(), 0),
    effects,
    alerts: hasPromtool ? tryRules(recording, told.broken, clock.nowMs) : null,
    isOverloaded: recording.isOverloaded(),
  }
}

const isFailure = (seen: Seen): boolean => (seen.status >= 400 || seen.isCut) && !wasSnoozedTooLate(seen)

/** The one answer that is no success and no failure, while PostgreSQL is away for longer than a request can wait. */
function wasToldToComeAgain(seen: Seen, { databaseAway: { fromMs, toMs } }: Told): boolean {
  const isWhileAway = seen.fromMs < toMs && seen.toMs > fromMs
  return isWhileAway && seen.status === 503 && seen.retryAfter !== null && !seen.isCut
}
