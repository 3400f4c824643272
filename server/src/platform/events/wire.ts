import { setTimeout as after } from 'node:timers/promises'
import { minuteMs, type Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import type { SecretBox } from '../../lib/secrets.ts'
import type { Hint } from './hints.ts'

/** One way for hints from node to node. */
export interface Wire {
  /** Whether what is sent now can arrive. */
  isUp(): boolean
  /** What cannot be sent is dropped: the others find the change in the feed. */
  send(hints: readonly Hint[]): void
  close(): Promise<void>
}

export interface WireDeps {
  logger: Logger
  clock: Clock
  secrets: Pick<SecretBox, 'sign' | 'verify'>
  hear: (hint: Hint) => void
}

/**
 * Connects, and connects again whenever the connection is lost, until the signal. `connectUntilLost` resolves when it
 * was closed, and rejects when it failed.
 */
export async function keepConnected(
  connectUntilLost: () => Promise<void>,
  { outage, againAfterMs, signal }: { outage: Outage; againAfterMs: number; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    try {
      await connectUntilLost()
    } catch (error) {
      if (!signal.aborted) outage.down(error)
    }
    await after(againAfterMs, undefined, { signal }).catch(() => {})
  }
}

export interface Outage {
  down(error?: unknown): void
  up(): void
  stop(): void
}

/** Says that a wire is down when it goes down, once a minute while it is, and when it is back. */
export function tellOutage(logger: Logger, { down, back }: { down: string; back: string }): Outage {
  let timer: NodeJS.Timeout | undefined
  return {
    down(error?: unknown) {
      if (timer) return
      logger.warn({ err: error }, down)
      timer = setInterval(() => logger.warn(down), minuteMs).unref()
    },
    up() {
      if (timer) logger.warn(back)
      clearInterval(timer)
      timer = undefined
    },
    stop() {
      clearInterval(timer)
    },
  }
}
