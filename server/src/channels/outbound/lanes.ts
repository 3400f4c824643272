import { minuteMs } from '../../lib/clock.ts'

/**
 * At most so many messages of one channel are handed over at a time on this node: providers that stall must not keep
 * the messages of other channels waiting.
 */
export interface Lanes {
  /**
   * Works on the entry now, or once there is a lane. Resolves when that is done, or sooner, and the work goes on
   * without the caller: it has to wait; it takes so long that its job would expire and be run a second time; or others
   * wait for their work already, and somebody has to take up the next job.
   */
  run(channelId: string, entryId: string, work: Work): Promise<void>
  /** Resolves when nothing is being handed over any more, or after this time. */
  finish(withinMs: number): Promise<void>
}

type Work = (entryId: string) => Promise<void>

interface Channel {
  busy: number
  /** In the order in which they came. */
  readonly waiting: Map<string, Work>
}

const lanesPerChannel = 4
const lanesInAll = 64
/** While more than these are busy, a channel has one: many that stall must not take all with a few each. */
const severalLimit = 16
/** What waits in memory. The rest is found as overdue, like what waits when this process ends. */
const maxWaiting = 10_000
/** Callers that wait: half of the workers. */
const maxHeld = 4
/** Half of the time after which a job expires. */
const usualHoldMs = minuteMs

/** `onError`: of work whose caller does not wait for it. */
export function createLanes(
  onError: (error: unknown) => void,
  { holdMs = usualHoldMs }: { holdMs?: number } = {},
): Lanes {
  const channels = new Map<string, Channel>()
  const running = new Set<Promise<void>>()
  let held = 0

  function hasLane({ busy }: Channel): boolean {
    if (busy > 0 && (busy >= lanesPerChannel || running.size >= severalLimit)) return false
    return running.size < lanesInAll
  }

  function begin(channelId: string, channel: Channel, entryId: string, work: Work): Promise<void> {
    channel.busy++
    const done = work(entryId)
    const leave = (): void => {
      running.delete(lane)
      channel.busy--
      beginWaiting()
      if (channel.busy === 0 && channel.waiting.size === 0) channels.delete(channelId)
    }
    const lane = done.then(leave, leave)
    running.add(lane)
    return done
  }

  function beginWaiting(): void {
    for (const [channelId, channel] of channels) {
      for (const [entryId, work] of channel.waiting) {
        if (!hasLane(channel)) break
        channel.waiting.delete(entryId)
        begin(channelId, channel, entryId, work).catch(onError)
      }
    }
  }

  return {
    async run(channelId, entryId, work) {
      const channel = channels.get(channelId) ?? { busy: 0, waiting: new Map<string, Work>() }
      channels.set(channelId, channel)
      if (!hasLane(channel)) {
        if (channel.waiting.size < maxWaiting) channel.waiting.set(entryId, work)
        return
      }
      const done = begin(channelId, channel, entryId, work)
      const isHeld = held < maxHeld
      if (isHeld) held++
      try {
        if (!isHeld || !(await isOver(done, holdMs))) done.catch(onError)
      } finally {
        if (isHeld) held--
      }
    },
    async finish(withinMs) {
      await isOver(Promise.all(running), withinMs)
    },
  }
}

/** False when it still goes on after this time. */
async function isOver(work: Promise<unknown>, withinMs: number): Promise<boolean> {
  const late = Promise.withResolvers<false>()
  const timer = setTimeout(() => late.resolve(false), withinMs)
  try {
    return await Promise.race([work.then(() => true), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
