import { getFeedLag, listChanges } from '@throughline/protocol/events/changes.ts'
import type { Change } from '@throughline/protocol/events.ts'
import { z } from 'zod'
import type { Db } from '../db/db.ts'
import { cursorFor } from '../http/cursor.ts'
import { handle, type Caller, type HttpServer } from '../http/http.ts'
import type { RecordedEvent } from './events.ts'
import { feedStart, readFeed } from './feed.ts'
import { isLate, type FeedWatch } from './lag.ts'

const changesCursor = cursorFor(
  'changes',
  z.object({ xid: z.string().regex(/^\d{1,20}$/), position: z.number().int() }),
)

export interface ChangeDeps {
  db: Db
  feedWatch: FeedWatch
  /** Events for this caller, with what they carry of other folders. */
  view: (events: readonly RecordedEvent[], to: Caller) => Promise<Change[]>
}

/** The global feed: at least once, in commit order. At its end the cursor stays where it is. */
export function changeRoutes(app: HttpServer, { db, feedWatch, view }: ChangeDeps): void {
  handle(app, getFeedLag, async () => {
    const lag = await feedWatch()
    return { late: isLate(lag), ...lag }
  })
  handle(app, listChanges, async ({ query, caller }) => {
    const from = query.cursor === undefined ? feedStart : changesCursor.decode(query.cursor)
    const events = await readFeed(db, from, query.limit)
    const last = events.at(-1)
    return {
      items: await view(events, caller),
      nextCursor: changesCursor.encode(last ? { xid: last.xid, position: last.position } : from),
    }
  })
}
