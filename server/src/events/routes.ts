import { getFeedLag, listChanges, type Change } from '@throughline/protocol/changes.ts'
import { z } from 'zod'
import type { Db } from '../db/db.ts'
import { cursorFor } from '../http/cursor.ts'
import { handle, type HttpServer } from '../http/http.ts'
import type { RecordedEvent } from './events.ts'
import { feedStart, readFeed } from './feed.ts'
import { isLate, type FeedWatch } from './lag.ts'

const changesCursor = cursorFor(
  'changes',
  z.object({ xid: z.string().regex(/^\d{1,20}$/), position: z.number().int() }),
)

/** The global feed: at least once, in commit order. At its end the cursor stays where it is. */
export function changeRoutes(app: HttpServer, { db, feedWatch }: { db: Db; feedWatch: FeedWatch }): void {
  handle(app, getFeedLag, async () => {
    const lag = await feedWatch()
    return { late: isLate(lag), ...lag }
  })
  handle(app, listChanges, async ({ query }) => {
    const from = query.cursor === undefined ? feedStart : changesCursor.decode(query.cursor)
    const events = await readFeed(db, from, query.limit)
    const last = events.at(-1)
    return {
      items: events.map(viewChange),
      nextCursor: changesCursor.encode(last ? { xid: last.xid, position: last.position } : from),
    }
  })
}

function viewChange(event: RecordedEvent): Change {
  const { id, type, at, customerId, issueId, entryId, data } = event
  return { id, type, at: at.toISOString(), customerId, issueId, entryId, data }
}
