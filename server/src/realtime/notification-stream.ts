import type { ServerMessage } from '@throughline/protocol/realtime.ts'
import { AppError } from '../lib/errors.ts'
import {
  countUnread,
  newestPosition,
  notificationsAfter,
  viewNotifications,
  type NotificationRow,
} from '../notifications/notifications.ts'
import type { RealtimeDeps } from './deps.ts'

type Send = (message: ServerMessage) => void

export interface NotificationStream {
  subscribe(staffId: string, cursor: string | null, send: Send): Promise<() => void>
  /** Somebody may have been told something: look now. */
  wake(): void
  /** Somebody has read some: their tabs show the new figure. */
  readBy(staffId: string): void
  stop(): Promise<void>
}

/** Whoever was away for more than this reads the list again. */
const maxMissed = 100
const batchSize = 500
/** Other nodes write notifications without telling this one. */
const pollMs = 3000

/** What each person is told, to all of their tabs; the figure of unread ones goes with it. */
export function createNotificationStream({ db, logger }: RealtimeDeps): NotificationStream {
  const tabsByStaff = new Map<string, Set<Send>>()
  let reached: number | null = null
  let isWoken = false
  let looking: Promise<void> | null = null

  async function look(): Promise<void> {
    while (isWoken) {
      isWoken = false
      reached ??= await newestPosition(db)
      const rows = await notificationsAfter(db, reached, { limit: batchSize })
      const last = rows.at(-1)
      if (!last) continue
      if (rows.length === batchSize) isWoken = true
      await tellEach(Map.groupBy(rows, (row) => row.staff_id))
      reached = last.position
    }
  }

  async function tellEach(rowsByStaff: Map<string, NotificationRow[]>): Promise<void> {
    for (const [staffId, rows] of rowsByStaff) {
      const tabs = tabsByStaff.get(staffId)
      if (!tabs) continue
      const message = await messageOf(staffId, rows)
      for (const send of tabs) send(message)
    }
  }

  async function messageOf(staffId: string, rows: readonly NotificationRow[], at?: number): Promise<ServerMessage> {
    const unread = await countUnread(db, staffId)
    const items = await viewNotifications(db, rows)
    const position = rows.at(-1)?.position ?? at ?? reached ?? (await newestPosition(db))
    return { type: 'notifications', topic: 'notifications', cursor: String(position), items, unread }
  }

  function wake(): void {
    if (tabsByStaff.size === 0) return
    isWoken = true
    looking ??= look()
      .catch((error: unknown) => logger.error({ err: error }, 'notifications could not be read on'))
      .finally(() => (looking = null))
  }

  function leave(staffId: string, send: Send): void {
    const tabs = tabsByStaff.get(staffId)
    tabs?.delete(send)
    if (tabs?.size === 0) tabsByStaff.delete(staffId)
    // Nobody watches: from the next one on it begins anew, rather than with all that came meanwhile.
    if (tabsByStaff.size === 0) reached = null
  }

  const timer = setInterval(wake, pollMs)
  return {
    async subscribe(staffId, cursor, send) {
      reached ??= await newestPosition(db)
      // First of all, so that nothing falls between what is caught up and what comes live.
      tabsByStaff.set(staffId, (tabsByStaff.get(staffId) ?? new Set()).add(send))
      const stop = () => leave(staffId, send)
      const from = cursor === null ? reached : positionOf(cursor)
      const missed = await notificationsAfter(db, from, { staffId, limit: maxMissed })
      if (missed.length === maxMissed) {
        send({ type: 'reload', topic: 'notifications', reason: 'Too much happened meanwhile.' })
        return stop
      }
      send({ type: 'subscribed', topic: 'notifications', cursor: String(from) })
      send(await messageOf(staffId, missed, from))
      return stop
    },
    wake,
    readBy(staffId) {
      if (!tabsByStaff.has(staffId)) return
      void tellEach(new Map([[staffId, []]])).catch((error: unknown) =>
        logger.error({ err: error }, 'the figure of unread notifications could not be told'),
      )
    },
    async stop() {
      clearInterval(timer)
      tabsByStaff.clear()
      await looking
    },
  }
}

function positionOf(cursor: string): number {
  const position = Number(cursor)
  if (Number.isSafeInteger(position) && position >= 0) return position
  throw new AppError('invalid_cursor', 'This is not a cursor of notifications.')
}
