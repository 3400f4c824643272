import { randomInt } from 'node:crypto'
import { secondMs } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import { createNap } from '../../lib/nap.ts'
import type { Db } from '../db/db.ts'
import type { Metrics } from '../http/metrics.ts'
import { createClaimed, type Claimed, type Wanted } from './claimed.ts'
import { HeldLease, type Lease } from './lease.ts'
import { countLeases } from './measures.ts'
import { forget, giveBack, leave, renew, take, type Holder, type LeaseName, type Renewed } from './queries.ts'
import { currentLeases, type CurrentLease } from './reading.ts'
import { chooseFree, surplusOf } from './share.ts'

export interface Claim {
  /** Ends the work and begins it anew, if this node has the lease. */
  restart(): Promise<void>
  /** Ends the work and gives the lease back: this node does not want it any more, others may. */
  release(): Promise<void>
  /** The same, when no node should do the work any more. */
  drop(): Promise<void>
}

export interface Leases {
  claim(wanted: Wanted): Claim
  /** What all nodes have now. */
  current(): Promise<CurrentLease[]>
  /** Ends all work, and gives back all that is held. */
  stop(): Promise<void>
}

const renewEveryMs = secondMs
const forgetAgainMs = 30 * secondMs
const maxFrom = 2 ** 16

const isSame = (one: LeaseName, other: LeaseName): boolean => one.kind === other.kind && one.name === other.name

export function createLeases(options: { db: Db; node: Holder; logger: Logger; metrics: Metrics }): Leases {
  const { db, node, logger, metrics } = options
  const claims = new Set<Claimed>()
  const counts = countLeases(metrics, () => claims)
  const nap = createNap()
  let isStopped = false
  let isAway = false
  let lost: Wanted[] = []
  let running: Promise<void> | null = null
  let isAsked = false
  let deadline: NodeJS.Timeout | undefined
  const forgetting = new Set<NodeJS.Timeout>()

  async function keep(): Promise<void> {
    while (!isStopped) {
      isAsked = false
      try {
        if (claims.size > 0) await renewAndTake()
        logLost()
        isAway = false
      } catch (error) {
        logLost(error)
        if (!isAway) logger.warn({ err: error }, 'leases could not be renewed')
        isAway = true
      }
      if (!isStopped && !isAsked) await nap.take(renewEveryMs)
    }
  }

  /** Only when it is known why: an outage of the database is logged once, whatever fails for it. */
  function logLost(cause?: unknown): void {
    if (lost.length === 0) return
    const leases = lost.map(({ kind, title }) => `${kind} ${title}`)
    lost = []
    const about = cause === undefined ? { leases } : { err: cause, leases }
    logger.warn(about, 'this node lost leases: it could not renew them in time')
  }

  async function renewAndTake(): Promise<void> {
    loseEnded()
    const held = [...claims].flatMap((claim) => claim.lease ?? [])
    const wanted = [...claims].filter((claim) => claim.isFree)
    const kinds = [...new Set([...claims].filter(({ isLeaving }) => !isLeaving).map(({ wanted: { kind } }) => kind))]
    const askedAt = performance.now()
    const answer = await renew(db, node.id, {
      fences: held.map(({ fence }) => fence),
      kinds,
      wanted: wanted.map((claim) => claim.wanted),
    })
    for (const lease of held) {
      if (answer.renewed.includes(lease.fence)) lease.renewed(askedAt)
      else claimOf(lease)?.lose()
    }
    loseEnded()
    for (const kind of kinds) {
      // A node that has come gets its share.
      for (const claim of surplusOf(ofKind(kind), answer.others[kind] ?? 0)) void claim.end(endOnce)
    }
    await takeFree(kinds.flatMap((kind) => chooseOf(kind, answer)))
    loseEndedInTime()
  }

  const ofKind = (kind: string): Claimed[] => [...claims].filter(({ wanted }) => wanted.kind === kind)

  function chooseOf(kind: string, { free, others }: Renewed): Claimed[] {
    const names = free.flatMap((one) => (one.kind === kind ? [one.name] : []))
    return chooseFree(ofKind(kind), others[kind] ?? 0, { free: names, from: randomInt(maxFrom) })
  }

  async function takeFree(chosen: readonly Claimed[]): Promise<void> {
    if (chosen.length === 0) return
    const wanted = chosen.map((claim) => claim.wanted)
    const askedAt = performance.now()
    for (const one of await take(db, node, wanted)) {
      const claim = chosen.find((each) => isSame(each.wanted, one))!
      // It was withdrawn meanwhile.
      if (!claim.isFree) await giveBack(db, node.id, [one.fence])
      else {
        counts.taken(one)
        logger.info({ lease: one.kind, name: one.name, title: claim.wanted.title }, 'this node has the lease now')
        claim.given(new HeldLease(one, node.id, askedAt))
      }
    }
  }

  const claimOf = (lease: Lease): Claimed | undefined => [...claims].find((claim) => claim.lease === lease)

  function loseEnded(): void {
    for (const claim of claims) if (claim.lease && !claim.lease.isHeld()) claim.lose()
  }

  /** Also while the database does not answer. */
  function loseEndedInTime(): void {
    clearTimeout(deadline)
    const ends = [...claims].flatMap((claim) => claim.lease?.endsAt ?? [])
    if (ends.length === 0) return
    const inMs = Math.max(0, Math.min(...ends) - performance.now())
    deadline = setTimeout(
      () => {
        loseEnded()
        loseEndedInTime()
      },
      Math.ceil(inMs) + 1,
    )
  }

  /** What is left undone ends by itself. */
  async function inDatabase(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => logger.warn({ err: error }, 'a lease could not be given back'))
  }
  const endOnce = (lease: HeldLease): Promise<void> => inDatabase(giveBack(db, node.id, [lease.fence]))

  const forgetNow = (name: LeaseName): Promise<void> => inDatabase(forget(db, node.id, name))

  async function withdraw(claim: Claimed): Promise<void> {
    await claim.end(endOnce, { forGood: true })
    claims.delete(claim)
  }

  return {
    claim(wanted) {
      const claim = createClaimed(wanted, logger, (one) => {
        counts.lost(one)
        lost.push(one)
      })
      claims.add(claim)
      counts.known(wanted.kind)
      isAsked = true
      nap.end()
      running ??= keep()
      return {
        restart: () => claim.restart(),
        release: () => withdraw(claim),
        async drop() {
          await withdraw(claim)
          await forgetNow(wanted)
          // By then the node that has it has learned of it as well, or is gone.
          const later = setTimeout(() => {
            forgetting.delete(later)
            const isWantedAgain = [...claims].some((other) => isSame(other.wanted, wanted))
            if (!isWantedAgain) void forgetNow(wanted)
          }, forgetAgainMs)
          forgetting.add(later)
        },
      }
    },
    current: () => currentLeases(db),
    async stop() {
      for (const later of forgetting) clearTimeout(later)
      await Promise.all([...claims].map(withdraw))
      isStopped = true
      nap.end()
      await running
      clearTimeout(deadline)
      await inDatabase(leave(db, node.id))
    },
  }
}
