import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import { z } from 'zod'
import { provenAnswersOf } from '../../../channels/channels.ts'
import { identitiesOf } from '../../../people/customers/customers.ts'
import { streamPosition } from '../../../platform/events/events.ts'
import { cursorFor } from '../../../platform/http/cursor.ts'
import { issuesByIds } from '../../../work/issues/issues.ts'
import { asTheyRead, entriesByIds, readThread, type EntryRow } from '../../../record/timeline/timeline.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { PortalDeps } from '../deps.ts'
import { standingOf, type Standing } from '../visitors/standing.ts'
import { isVisible, type Circumstances } from './visible.ts'
import { marksOf } from './marks.ts'
import { viewMessages, type Viewer } from './view-messages.ts'

type ReadDeps = Pick<PortalDeps, 'db' | 'store' | 'sources' | 'replyTokens' | 'justAppended' | 'scansSince'>

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
  // Read before the page, never after it: what arrives between the two is sent twice rather than not at all.
  const streamCursor = String(await streamPosition(deps.db, standing.memberIds))
  const cursor = before === undefined ? null : pageCursor.decode(before)
  const { rows, earlier } = await visibleRows(deps, standing, { limit, cursor })
  const { visitorUs, teamUs } = await marksOf(deps.db, standing)
  const unread = await unreadOf(deps, standing, visitorUs)
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
    const { numbered, next } = await readThread(deps.db, standing.memberIds, { order: 'desc', limit, cursor: place })
    found.push(
      ...(await onlyVisible(
        deps,
        standing,
        numbered.map(({ row }) => row),
      )),
    )
    looked += numbered.length
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
  const foreign = await circumstancesOf(db, standing, rows)
  const visible = rows.filter((row) =>
    isVisible(row, standing, { ...(foreign.get(row.id) ?? nothingKnown), delivery: deliveries.get(row.id) }),
  )
  // What was written in a chat here is never changed.
  const mayBeChanged = visible.some((row) => row.direction === 'in' && row.identity_id !== standing.subjectId)
  return mayBeChanged ? asTheyRead(db, visible) : visible
}

type Foreign = Pick<Circumstances, 'assurance' | 'answered'>
const nothingKnown: Foreign = { assurance: undefined, answered: undefined }

/** Of what did not come through the visitor's own device or account: the address, and what it answered. */
async function circumstancesOf(db: Db, standing: Placed, rows: readonly EntryRow[]): Promise<Map<string, Foreign>> {
  const foreign = rows.filter(
    ({ kind, identity_id: id }) =>
      kind === 'message' &&
      id !== null &&
      id !== standing.subjectId &&
      (standing.kind === 'signed-in' || standing.givenIds.includes(id)),
  )
  if (foreign.length === 0) return new Map()
  const addresses = await identitiesOf(db, [...new Set(foreign.flatMap(({ identity_id }) => identity_id ?? []))])
  const answeredIds = await provenAnswersOf(
    db,
    foreign.flatMap(({ id, direction }) => (direction === 'in' ? id : [])),
  )
  const issues = answeredIds.size === 0 ? [] : await issuesByIds(db, [...new Set(answeredIds.values())])
  const answeredById = new Map(
    issues.map((issue) => [issue.id, { homeId: issue.customer_id, firstChannelId: issue.first_channel_id }]),
  )
  return new Map(
    foreign.map(({ id, identity_id: addressId }) => [
      id,
      {
        assurance: addresses.get(addressId!)?.assurance,
        answered: answeredById.get(answeredIds.get(id) ?? ''),
      },
    ]),
  )
}

/** Entries by id, of the visitor's own thread and visible to them; others are not there. */
export async function visibleByIds(deps: ReadDeps, standing: Standing, ids: readonly string[]): Promise<EntryRow[]> {
  if (standing.kind === 'new' || ids.length === 0) return []
  const rows = await rowsOf(deps, ids)
  return onlyVisible(
    deps,
    standing,
    rows.filter((row) => standing.memberIds.includes(row.customer_id)),
  )
}

/** Messages are never changed, so what this process appended need not be read. */
async function rowsOf({ db, justAppended }: ReadDeps, ids: readonly string[]): Promise<EntryRow[]> {
  const known = ids.flatMap((id) => justAppended.of(id)?.row ?? [])
  if (known.length === ids.length) return known
  const knownIds = new Set(known.map(({ id }) => id))
  return [
    ...known,
    ...(await entriesByIds(
      db,
      ids.filter((id) => !knownIds.has(id)),
    )),
  ]
}

/** A badge that says 99 says enough. */
const maxUnread = 99

/**
 * What the team said and nobody has seen on any of the visitor's devices, newest first. `visitorUs`: how far they have
 * seen, as `marksOf` says.
 */
export async function unreadOf(deps: ReadDeps, standing: Placed, visitorUs: number): Promise<EntryRow[]> {
  const { numbered } = await readThread(deps.db, standing.memberIds, { order: 'desc', limit: maxUnread, cursor: null })
  const rows = numbered.map(({ row }) => row)
  const visible = await onlyVisible(
    deps,
    standing,
    rows.filter((row) => row.direction === 'in' || row.recorded_us > visitorUs),
  )
  // A visitor who writes has read what stands above.
  const own = visible.find((row) => row.direction === 'in')?.recorded_us ?? 0
  return visible.filter((row) => row.direction === 'out' && row.recorded_us > own)
}

/** How many those are. */
export async function unreadCount(deps: ReadDeps, standing: Standing): Promise<number> {
  if (standing.kind === 'new') return 0
  const { visitorUs } = await marksOf(deps.db, standing)
  return (await unreadOf(deps, standing, visitorUs)).length
}
