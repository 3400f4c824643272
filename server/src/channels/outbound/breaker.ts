import { minuteMs, secondMs } from '../../lib/clock.ts'

/**
 * Per process: by a channel from which nothing leaves, one message at a time tries whether that is over, and the others
 * wait without losing attempts. Providers that are away or overloaded are left alone, and accounts are not locked by a
 * thousand wrong passwords.
 */
export interface Breaker {
  /** Null when the caller may try. Where nothing left before, its next attempt decides for the others, which wait. */
  waitUntil(channel: Channel, now: Date): Date | null
  /** Nothing leaves: `askedMs` is what the other side asked for, and `needsSettings` says that a person has to mend it. */
  opened(channel: Channel, failure: { now: Date; askedMs: number | null; needsSettings: boolean }): void
  /** A message has left. True when nothing had left before: the others wait. */
  closed(channel: Pick<Channel, 'id'>): boolean
}

/** When it is changed it is tried at once: an admin has mended it. */
interface Channel {
  id: string
  updatedAt: Date
}

const firstPauseMs = 5 * secondMs
const longestPauseMs = minuteMs
const pauseForSettingsMs = 15 * minuteMs
const longestAskedMs = 60 * minuteMs
/** As long as an attempt may take. After that another one tries: the first may have found nothing to send. */
const probeMs = 30 * secondMs

export function createBreaker(): Breaker {
  const open = new Map<string, { updatedMs: number; failures: number; untilMs: number }>()

  function known({ id, updatedAt }: Channel) {
    const state = open.get(id)
    if (state && state.updatedMs !== updatedAt.getTime()) open.delete(id)
    return open.get(id)
  }

  return {
    waitUntil(channel, now) {
      const state = known(channel)
      if (!state) return null
      const leftMs = state.untilMs - now.getTime()
      // A time that lies farther ahead than any pause was set while the clock was wrong.
      if (leftMs > 0 && leftMs <= longestAskedMs) return new Date(state.untilMs)
      state.untilMs = now.getTime() + probeMs
      return null
    },
    opened(channel, { now, askedMs, needsSettings }) {
      const failures = (known(channel)?.failures ?? 0) + 1
      const usualMs = needsSettings ? pauseForSettingsMs : Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs)
      const pauseMs = Math.max(usualMs, Math.min(askedMs ?? 0, longestAskedMs))
      open.set(channel.id, { updatedMs: channel.updatedAt.getTime(), failures, untilMs: now.getTime() + pauseMs })
    },
    closed: ({ id }) => open.delete(id),
  }
}
