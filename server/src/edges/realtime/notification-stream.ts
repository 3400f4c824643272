import { realtimeWords } from '@throughline/protocol/realtime/words.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import type { Caller } from '../../platform/http/http.ts'
import { AppError } from '../../lib/errors.ts'
import {
  countUnread,
  newestPosition,
  notificationsAfter,
  notificationRuleSql,
  notificationsSeenBy,
  viewNotifications,
  type NotificationRow,
  type ViewedNotification,
} from '../../judgement/notifications/notifications.ts'
import type { RealtimeDeps } from './deps.ts'

export interface NotificationWatcher {
  readonly caller: Caller | null
  readonly send: (message: ServerMessage) => void
}

export interface NotificationStream {
  /** A watcher is one, however often it subscribes. */
  subscribe(watcher: NotificationWatcher, staffId: string, cursor: string | null): Promise<void>
  leave(watcher: NotificationWatcher): void
  watcherCount(): number
  isFollowedBy(watcher: NotificationWatcher): boolean
  /** There may be new notifications: read them now. */
  wake(): void
  /** Somebody has read some: their tabs show the new figure. */
  readBy(staffId: string): void
  stop(): Promise<void>
}

/** One for all tabs of a person, before each tab sees its own of it. */
interface News {
  cursor: string
  viewed: readonly ViewedNotification[]
  unread: number
}

/** A client that missed more than this reads the list again. */
const maxMissed = 100
const batchSize = 500
/** Other nodes write notifications without telling this one. */
const pollMs = 3000

/** Sends each person's notifications to all of their tabs, with the number of unread ones. */
export function createNotificationStream({ db, logger }: RealtimeDeps): NotificationStream {
  const tabsByStaff = new Map<string, Set<NotificationWatcher>>()
  const staffByWatcher = new Map<NotificationWatcher, string>()
  let reached: number | null = null
  let isWoken = false
  let looking: Promise<void> | null = null

  async function look(): Promise<void> {
    while (isWoken) {
      isWoken = false
      const rows = await notificationsAfter(db, await begin(), { limit: batchSize })
      const last = rows.at(-1)
      if (!last) continue
      if (rows.length === batchSize) isWoken = true
      await tellEach(Map.groupBy(rows, (row) => row.staff_id))
      reached = last.position
    }
  }

  /** Of several who begin at once, the first to know decides: a later place would skip what came in between. */
  async function begin(): Promise<number> {
    if (reached !== null) return reached
    const newest = await newestPosition(db)
    return (reached ??= newest)
  }

  async function tellEach(rowsByStaff: Map<string, NotificationRow[]>): Promise<void> {
    for (const [staffId, rows] of rowsByStaff) {
      const tabs = tabsByStaff.get(staffId)
      if (!tabs) continue
      const caller = [...tabs].find((tab) => tab.caller !== null)?.caller
      if (!caller) continue
      const news = await newsOf(caller, staffId, rows)
      for (const tab of tabs) tell(tab, news)
    }
  }

  /** Each tab by what its caller may see by now. */
  function tell({ caller, send }: NotificationWatcher, { viewed, ...news }: News): void {
    const topic = 'notifications'
    if (caller) send({ type: topic, topic, ...news, items: notificationsSeenBy(caller, viewed) })
  }

  /** All tabs of one person are narrowed by the same rules. */
  async function newsOf(caller: Caller, staffId: string, rows: readonly NotificationRow[], at?: number): Promise<News> {
    const unread = await countUnread(db, staffId, notificationRuleSql(caller))
    const viewed = await viewNotifications(db, rows)
    const position = rows.at(-1)?.position ?? at ?? reached ?? (await newestPosition(db))
    return { cursor: String(position), viewed, unread }
  }

  function wake(): void {
    if (tabsByStaff.size === 0) return
    isWoken = true
    looking ??= look()
      .catch((error: unknown) => logger.error({ err: error }, 'notifications could not be read on'))
      .finally(() => (looking = null))
  }

  function leave(watcher: NotificationWatcher): void {
    const staffId = staffByWatcher.get(watcher)
    if (staffId === undefined) return
    staffByWatcher.delete(watcher)
    const tabs = tabsByStaff.get(staffId)
    tabs?.delete(watcher)
    if (tabs?.size === 0) tabsByStaff.delete(staffId)
    // Nobody watches: from the next one on it begins anew, rather than with all that came meanwhile.
    if (tabsByStaff.size === 0) reached = null
  }

  async function catchUp(watcher: NotificationWatcher, staffId: string, from: number): Promise<void> {
    const missed = await notificationsAfter(db, from, { staffId, limit: maxMissed })
    if (missed.length === maxMissed) {
      return watcher.send({ type: 'reload', topic: 'notifications', reason: 'Too much happened meanwhile.' })
    }
    watcher.send({ type: 'subscribed', topic: 'notifications', cursor: String(from) })
    if (watcher.caller) tell(watcher, await newsOf(watcher.caller, staffId, missed, from))
  }

  const timer = setInterval(wake, pollMs)
  return {
    async subscribe(watcher, staffId, cursor) {
      const asked = cursor === null ? null : positionOf(cursor)
      const newest = await begin()
      // First of all, so that nothing falls between what is caught up and what comes live.
      staffByWatcher.set(watcher, staffId)
      tabsByStaff.set(staffId, (tabsByStaff.get(staffId) ?? new Set()).add(watcher))
      try {
        await catchUp(watcher, staffId, asked ?? newest)
      } catch (error) {
        leave(watcher)
        throw error
      }
    },
    leave,
    watcherCount: () => staffByWatcher.size,
    isFollowedBy: (watcher) => staffByWatcher.has(watcher),
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
      staffByWatcher.clear()
      await looking
    },
  }
}

function positionOf(cursor: string): number {
  const position = Number(cursor)
  if (Number.isSafeInteger(position) && position >= 0) return position
  throw new AppError('invalid_cursor', realtimeWords.foreign_cursor())
}
