import type { Tx } from '../../platform/db/db.ts'
import type { RecordedEvent } from '../../platform/events/events.ts'
import { secondMs, type Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import { afterFailure, shortened, triesInAll } from '../../platform/jobs/after-failure.ts'
import { keepFailed, waitingSubjects, type NewFailed } from './queries.ts'
import { byName, reactsTo, subjectOf, type Reactions, type Taker } from './reaction.ts'
import { sharesOf, sharesTaken, type RunShare } from './run-share.ts'

export interface ReactingDeps {
  clock: Clock
  logger: Logger
}

/**
 * What waited behind another has waited as long as that was tried: it gets one try, or a subject whose every event fails
 * would hold its later ones up for two minutes each.
 */
const triesBehind = 1
/** A failure that took so long is not repeated to find the event that is to blame: everybody else waits here. */
const slowMs = secondMs

/** Runs each reaction on its events, in the consumer's transaction; what fails is kept for `startRetrying`. */
export async function react<Deps extends ReactingDeps>(
  tx: Tx,
  events: readonly RecordedEvent[],
  reactions: Reactions<Deps>,
  deps: Deps,
): Promise<void> {
  const caused = events.filter(({ type }) => reactions[type])
  if (caused.length === 0) return
  const waiting = await waitingSubjects(tx, [...new Set(caused.map(subjectOf))])
  for (const [name, reaction] of byName(reactions)) {
    const causes = caused.filter(({ type }) => reactsTo(reactions, reaction, type))
    if (causes.length === 0) continue
    await runOn(tx, { name, run: sharesOf(reaction), causes, held: waiting.get(name) ?? new Set() }, deps)
  }
}

/** The same for what is done about every event alike. */
export async function takeEach<Deps extends ReactingDeps>(
  tx: Tx,
  events: readonly RecordedEvent[],
  taker: Taker<Deps>,
  deps: Deps,
): Promise<void> {
  if (events.length === 0) return
  const { name } = taker
  const held = (await waitingSubjects(tx, [...new Set(events.map(subjectOf))])).get(name) ?? new Set()
  await runOn(tx, { name, run: sharesTaken(taker), causes: events, held }, deps)
}

async function runOn<Deps extends ReactingDeps>(
  tx: Tx,
  work: { name: string; run: RunShare<Deps>; causes: readonly RecordedEvent[]; held: Set<string> },
  deps: Deps,
): Promise<void> {
  const { name, run: runShare, causes, held } = work
  const now = deps.clock.now()
  const kept: NewFailed[] = []
  let firstError: unknown

  const keep = (event: RecordedEvent, triesLeft: number, error?: unknown): void => {
    const share = { tries: 0, triesLeft }
    const fate = error === undefined ? { ...share, error: null, nextTryAt: now } : afterFailure(share, error, now)
    held.add(subjectOf(event))
    kept.push({ reaction: name, subject: subjectOf(event), event, failedAt: now, ...fate })
  }

  async function run(some: readonly RecordedEvent[]): Promise<void> {
    const free: RecordedEvent[] = []
    for (const event of some) {
      if (held.has(subjectOf(event))) keep(event, triesBehind)
      else free.push(event)
    }
    if (free.length === 0) return
    const beganAt = performance.now()
    const outcome = await runShare(tx, free, deps)
    if (!('error' in outcome)) return
    firstError ??= outcome.error
    if (free.length === 1) return keep(free[0]!, triesInAll, outcome.error)
    if (performance.now() - beganAt > slowMs) {
      for (const event of free) keep(event, triesInAll)
      return
    }
    const middle = Math.ceil(free.length / 2)
    await run(free.slice(0, middle))
    await run(free.slice(middle))
  }

  await run(causes)
  if (kept.length === 0) return
  await keepFailed(tx, kept)
  if (firstError === undefined) return
  deps.logger.warn(
    { err: shortened(firstError), reaction: name, events: kept.length },
    'a reaction failed; it is tried again',
  )
}
