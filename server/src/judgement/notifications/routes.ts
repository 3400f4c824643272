import { listNotifications, readNotifications } from '@throughline/protocol/notifications/notifications.ts'
import { z } from 'zod'
import { transact, type Db } from '../../platform/db/db.ts'
import { cursorFor, handle, type HttpServer } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { cancelMail } from './by-mail/schedule-mail.ts'
import { countUnread, markRead, newestPosition, notificationsOf } from './queries.ts'
import { notificationRuleSql, notificationsSeenBy } from './seen-by.ts'
import { viewNotifications } from './view-notifications.ts'

const listCursor = cursorFor('notifications', z.number().int())

export interface NotificationDeps {
  db: Db
  clock: Clock
  /** Called when somebody has read some, so that their other tabs know. */
  readBy: (staffId: string) => void
}

export function notificationRoutes(app: HttpServer, { db, clock, readBy }: NotificationDeps): void {
  handle(app, listNotifications, async ({ query, caller }) => {
    // Read before the page: what arrives in between is then sent twice rather than not at all.
    const position = await newestPosition(db)
    const only = notificationRuleSql(caller)
    const { rows, nextCursor } = await listCursor.page(
      query,
      (before, limit) => notificationsOf(db, caller.id, { before, limit, only }),
      (row) => row.position,
    )
    return {
      items: notificationsSeenBy(caller, await viewNotifications(db, rows)),
      nextCursor,
      unread: await countUnread(db, caller.id, only),
      streamCursor: String(position),
    }
  })

  handle(app, readNotifications, async ({ body, caller }) => {
    const read = await transact(db, async (tx) => {
      const marked = await markRead(tx, caller.id, body, clock.now())
      // Of others the timer finds that nothing is unread.
      if (body.issueId !== undefined) await cancelMail(tx, { staffId: caller.id, issueId: body.issueId })
      return marked
    })
    if (read.length > 0) readBy(caller.id)
    return { unread: await countUnread(db, caller.id, notificationRuleSql(caller)) }
  })
}
