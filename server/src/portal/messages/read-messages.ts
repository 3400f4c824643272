import type { VisitorMessage } from '@throughline/protocol/webchat.ts'
import { z } from 'zod'
import { streamPosition } from '../../events/events.ts'
import { cursorFor } from '../../http/cursor.ts'
import { entriesByIds, readThread, type EntryRow } from '../../timeline/timeline.ts'
import type { PortalDeps } from '../deps.ts'
import { standingOf, type Standing } from '../visitors/standing.ts'
import { isVisible } from './visible.ts'
import { marksOf } from './marks.ts'
import { viewMessages, type Viewer } from './view-messages.ts'

type ReadDeps = Pick<PortalDeps, 'db' | 'store' | 'sources'>

const pageCursor = cursorFor('visitor-messages', z.record(z.uuid(), z.number().int().nonnegative()))

export interface MessagePage {
  items: VisitorMessage[]
  earlier: string | null
  streamCursor: string
  unread: number
  firstUnreadId: string | null
}

/** The newest messages that the visitor may see, or those before a cursor; oldest first. */
export async function readMessages(
  deps: ReadDeps,
  viewer: Viewer,
  { limit, before }: { limit: number; before: string | undefined },
): Promise<MessagePage> {
  const standing = await standingOf(deps.db, viewer.session)
  if (standing.kind === 'new') {
    return { items: [], earlier: null, streamCursor: '0', unread: 0, firstUnreadId: null }
  }
  // Before the page, never after it: what comes between the two is told twice rather than not at all.
  const streamCursor = String(await streamPosition(deps.db, standing.memberIds))
  const cursor = before === undefined ? null : pageCursor.decode(before)
  const { rows, earlier } = await visibleRows(deps, standing, { limit, cursor })
  const { visitorUs, teamUs } = await marksOf(deps.db, standing)
  const unread = await unreadOf(deps, standing)
  return {
    items: await viewMessages(deps, viewer, rows, teamUs),
    earlier: earlier && pageCursor.encode(earlier),
    streamCursor,
    unread: unread.length,
    firstUnreadId: rows.find((row) => row.direction === 'out' && row.recorded_us > visitorUs)?.id ?? null,
  }
}

type Placed = Exclude<Standing, { kind: 'new' }>
type Place = Record<string, number>

/** On a thread that holds nearly nothing for this visitor, this many entries are looked through for one page. */
const maxLookedThrough = 2000

async function visibleRows(
  deps: ReadDeps,
  standing: Placed,
  { limit, cursor }: { limit: number; cursor: Place | null },
): Promise<{ rows: EntryRow[]; earlier: Place | null }> {
  const found: EntryRow[] = []
  let place = cursor
  for (let looked = 0; looked < maxLookedThrough;) {
    const { placed, next } = await readThread(deps.db, standing.memberIds, { order: 'desc', limit, cursor: place })
    found.push(
      ...(await onlyVisible(
        deps,
        standing,
        placed.map(({ row }) => row),
      )),
    )
    looked += placed.length
    place = next
    if (next === null || found.length >= limit) break
  }
  return { rows: found.toReversed(), earlier: place }
}

export async function onlyVisible(
  { db, sources }: ReadDeps,
  standing: Placed,
  rows: readonly EntryRow[],
): Promise<EntryRow[]> {
  const outbound = rows.filter((row) => row.direction === 'out').map((row) => row.id)
  const deliveries = outbound.length === 0 ? new Map() : await sources.deliveries(db, outbound)
  return rows.filter((row) => isVisible(row, standing, deliveries.get(row.id)))
}

/** Entries by id, of the visitor's own thread and visible to them; others are not there. */
export async function visibleByIds(deps: ReadDeps, standing: Standing, ids: readonly string[]): Promise<EntryRow[]> {
  if (standing.kind === 'new' || ids.length === 0) return []
  const rows = await entriesByIds(deps.db, ids)
  return onlyVisible(
    deps,
    standing,
    rows.filter((row) => standing.memberIds.includes(row.customer_id)),
  )
}

/** A badge that says 99 says enough. */
const maxUnread = 99

/** What the team said and nobody has seen on any of the visitor's devices, newest first. */
export async function unreadOf(deps: ReadDeps, standing: Placed): Promise<EntryRow[]> {
  const { visitorUs } = await marksOf(deps.db, standing)
  const { placed } = await readThread(deps.db, standing.memberIds, { order: 'desc', limit: maxUnread, cursor: null })
  // Whoever writes has read what stands above.
  const own = placed.find(({ row }) => row.direction === 'in' && isVisible(row, standing, undefined))?.row.recorded_us
  const since = Math.max(visitorUs, own ?? 0)
  const unseen = placed.map(({ row }) => row).filter((row) => row.direction === 'out' && row.recorded_us > since)
  return onlyVisible(deps, standing, unseen)
}
