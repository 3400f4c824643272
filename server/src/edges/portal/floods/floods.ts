import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import type { FloodKind } from '@throughline/protocol/webchat/flood.ts'
import { recordAudit, systemActor } from '../../../people/audit/audit.ts'
import { transact, type Db } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import { minuteMs, type Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import type { Logger } from '../../../lib/logger.ts'
import type { VisitorLimits } from '../../../lib/visitor-limits.ts'
import { addRefusals, beginsFlood, countNewVisitor, others } from './counts.ts'

/** Visitors of a network are counted per window. */
export const windowMs = 10 * minuteMs
const writtenEveryMs = 2000
/** Networks that a node counts one by one per kind, channel and window; further ones are added up. They are easy to make up. */
const maxNetworks = 1000

export interface FloodDeps {
  db: Db
  clock: Clock
  logger: Logger
  visitorLimits: VisitorLimits
  countRefusal: (kind: FloodKind) => void
}

export interface Floods {
  /** A visitor acts for the first time. Throws `too_many_requests` when their network, or the channel, brought too many. */
  arrive(channelId: string, address: string): Promise<void>
  /** Something else was refused for the same reason. */
  refused(kind: FloodKind, channelId: string, address: string): void
  /** Writes what was counted. */
  stop(): Promise<void>
}

/**
 * Floods of visitors made by a program. The limit itself is in PostgreSQL, for all nodes. A network over its limit is
 * remembered here until the window ends, so that refusing it again costs no query; its refusals are added up and written
 * every other second. The same goes for a channel over its hard limit.
 */
export function watchFloods({ db, clock, logger, visitorLimits, countRefusal }: FloodDeps): Floods {
  const closed = new Set<string>()
  let closedIn = 0
  let counts = new Map<
    string,
    { kind: FloodKind; channelId: string; address: string; beganAt: Date; refused: number; firstAt: Date }
  >()
  let networks = new Map<string, Set<string>>()
  let networksIn = 0
  let reported = new Set<string>()
  let reportedIn = 0

  function refused(kind: FloodKind, channelId: string, address: string, isCounted = false): void {
    countRefusal(kind)
    const now = clock.now()
    const beganAt = windowAt(now)
    const shown = shownAs(kind, channelId, address, beganAt)
    const key = `${kind} ${channelId} ${beganAt.getTime()} ${shown}`
    const count = counts.get(key) ?? { kind, channelId, address: shown, beganAt, refused: 0, firstAt: now }
    if (!isCounted) count.refused += 1
    counts.set(key, count)
  }

  function shownAs(kind: FloodKind, channelId: string, address: string, beganAt: Date): string {
    if (networksIn !== beganAt.getTime()) networks = new Map()
    networksIn = beganAt.getTime()
    const key = `${kind} ${channelId}`
    const known = networks.get(key) ?? new Set()
    networks.set(key, known)
    if (!known.has(address) && known.size >= maxNetworks) return others
    known.add(address)
    return address
  }

  async function write(): Promise<void> {
    if (counts.size === 0) return
    const written = [...counts.values()]
    counts = new Map()
    const added = written.filter((count) => count.refused > 0)
    if (added.length > 0) await addRefusals(db, added)
    for (const { kind, channelId, beganAt } of written) await report(kind, channelId, beganAt)
  }

  /** Once for a channel in a window, in the audit log, on whichever node. */
  async function report(kind: FloodKind, channelId: string, beganAt: Date): Promise<void> {
    if (reportedIn !== beganAt.getTime()) {
      reported = new Set()
      reportedIn = beganAt.getTime()
    }
    const key = `${kind} ${channelId}`
    if (reported.has(key)) return
    const details = { kind, since: beganAt.toISOString() }
    const subject = { kind: 'channel', id: channelId }
    const now = clock.now()
    const isFirst = await transact(db, async (tx) => {
      if (!(await beginsFlood(tx, channelId, beganAt, kind))) return false
      // From here those who manage channels are notified.
      await recordEvents(tx, [{ type: 'channel.flooded', customerId: null, data: { channelId, ...details } }], now)
      await recordAudit(tx, { actor: systemActor, action: 'channel.flooded', subject, details }, clock)
      return true
    })
    reported.add(key)
    if (isFirst) logger.warn({ channelId, ...details }, 'a chat is flooded: some of what comes is refused')
  }

  function writeSoon(): void {
    write().catch((error: unknown) => logger.warn({ err: error }, 'what floods were refused could not be counted'))
  }
  const timer = setInterval(writeSoon, writtenEveryMs)

  return {
    async arrive(channelId, address) {
      const now = clock.now()
      const beganAt = windowAt(now)
      const key = `${channelId} ${address}`
      if (closedIn !== beganAt.getTime()) closed.clear()
      closedIn = beganAt.getTime()
      if (closed.has(channelId)) {
        refused('visitor', channelId, others)
        throw tooMany(now, beganAt)
      }
      if (closed.has(key)) {
        refused('visitor', channelId, address)
        throw tooMany(now, beganAt)
      }
      const arrival = await countNewVisitor(db, { channelId, beganAt, address }, { limits: visitorLimits, at: now })
      if (arrival === 'taken') return
      const isFull = arrival === 'too many of the channel'
      closed.add(isFull ? channelId : key)
      refused('visitor', channelId, isFull ? others : address, !isFull)
      throw tooMany(now, beganAt)
    },
    refused,
    async stop() {
      clearInterval(timer)
      await write()
    },
  }
}

export function windowAt(now: Date): Date {
  return new Date(Math.floor(now.getTime() / windowMs) * windowMs)
}

function tooMany(now: Date, beganAt: Date): AppError {
  const seconds = Math.ceil((beganAt.getTime() + windowMs - now.getTime()) / 1000)
  return new AppError('too_many_requests', webchatWords.too_many_new_chats({ seconds }), { retryAfterSeconds: seconds })
}
