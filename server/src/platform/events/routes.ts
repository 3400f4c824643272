import { getFeedLag, listChanges } from '@throughline/protocol/events/changes.ts'
import type { Change } from '@throughline/protocol/events.ts'
import { z } from 'zod'
import type { Db } from '../db/db.ts'
import { cursorFor } from '../http/cursor.ts'
import { handle, type Caller, type HttpServer } from '../http/http.ts'
import type { RecordedEvent } from './events.ts'
import { feedStart, readFeed, type FeedCursor } from './feed.ts'
import { isLate, type FeedWatch } from './lag.ts'

const changesCursor = cursorFor(
  'changes',
  z.object({ xid: z.string().regex(/^\d{1,20}$/), position: z.number().int() }),
)

export interface ChangeDeps {
  db: Db
  feedWatch: FeedWatch
  /** Of these events, those that rules leave to the caller. */
  seen: (events: readonly RecordedEvent[], by: Caller) => Promise<readonly RecordedEvent[]>
  /** Events for this caller, with what they carry of other folders. */
  view: (events: readonly RecordedEvent[], to: Caller) => Promise<Change[]>
}

/** The global feed: at least once, in commit order. At its end the cursor stays where it is. */
export function changeRoutes(app: HttpServer, { db, feedWatch, seen, view }: ChangeDeps): void {
  handle(app, getFeedLag, async () => {
    const lag = await feedWatch()
    return { late: isLate(lag), ...lag }
  })
  handle(app, listChanges, async ({ query, caller }) => {
    const from = query.cursor === undefined ? feedStart : changesCursor.decode(query.cursor)
    const { events, reached } = await readSeen(db, from, query.limit, (read) => seen(read, caller))
    return { items: await view(events, caller), nextCursor: changesCursor.encode(reached) }
  })
}

/** Pages that may be read in vain, because everything in them is hidden from the caller. */
const mostRead = 20

/**
 * A page of those events that `seen` leaves. What it leaves out is made up for by reading on, and the cursor passes it; so
 * only a page after very many hidden events is short.
 */
async function readSeen(
  db: Db,
  from: FeedCursor,
  limit: number,
  seen: (events: readonly RecordedEvent[]) => Promise<readonly RecordedEvent[]>,
): Promise<{ events: RecordedEvent[]; reached: FeedCursor }> {
  const events: RecordedEvent[] = []
  let reached = from
  for (let page = 0; page < mostRead; page++) {
    const read = await readFeed(db, reached, limit)
    const left = await seen(read)
    const taken = left.slice(0, limit - events.length)
    events.push(...taken)
    const last = taken.length < left.length ? taken.at(-1) : read.at(-1)
    if (last) reached = { xid: last.xid, position: last.position }
    if (events.length === limit || read.length < limit) break
  }
  return { events, reached }
}
