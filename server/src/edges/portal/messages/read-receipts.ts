import { applyReceipt, visitorsBody, type VisitorWords } from '../../../channels/channels.ts'
import { readThread, type EntryRow } from '../../../record/timeline/timeline.ts'
import type { PortalDeps } from '../deps.ts'
import { standingOf, type Standing } from '../visitors/standing.ts'
import { moveMark } from './marks.ts'
import { onlyVisible, visibleByIds } from './read-messages.ts'
import type { Viewer } from './view-messages.ts'

type Placed = Exclude<Standing, { kind: 'new' }>

/** Older messages than these are not marked any more: a visitor who catches up on hundreds has seen the last ones. */
const looksBack = 100

/**
 * The visitor has this message of ours, or has seen it, and all before it. Staff see it at the message; unread counts
 * and mails look at the same mark.
 */
export async function takeReceipt(
  deps: PortalDeps,
  viewer: Viewer,
  { entryId, state }: { entryId: string; state: 'delivered' | 'read' },
): Promise<void> {
  const standing = await standingOf(deps.db, viewer.session)
  const [row] = await visibleByIds(deps, standing, [entryId])
  if (standing.kind === 'new' || row?.direction !== 'out') return
  if (state === 'read') await moveMark(deps.db, standing.subjectId, row.recorded_us)
  for (const told of await untold(deps, standing, row, state)) await tell(deps, told, state)
}

/** What we said on a chat up to there, and of which this is news. */
async function untold(deps: PortalDeps, standing: Placed, upTo: EntryRow, state: 'delivered' | 'read') {
  const { numbered } = await readThread(deps.db, standing.memberIds, { order: 'desc', limit: looksBack, cursor: null })
  const rows = numbered
    .map(({ row }) => row)
    .filter((row) => row.direction === 'out' && row.recorded_us <= upTo.recorded_us)
  const visible = await onlyVisible(deps, standing, rows)
  const deliveries = await deps.sources.deliveries(
    deps.db,
    visible.map((row) => row.id),
  )
  const known = state === 'read' ? ['read'] : ['delivered', 'read']
  return visible.filter((row) => !known.includes(deliveries.get(row.id)?.state ?? '')).toReversed()
}

async function tell(deps: PortalDeps, row: EntryRow, state: 'delivered' | 'read'): Promise<void> {
  const channel = row.channel_id === null ? null : await deps.store.find(row.channel_id)
  // A mail that is shown here was not read in the mailbox.
  if (channel?.kind !== 'webchat') return
  const words: VisitorWords = { type: 'receipt', about: row.id, state }
  const raw = Buffer.from(JSON.stringify(words))
  const request = { body: raw, headers: {}, url: visitorsBody }
  const [event] = await channel.adapter.receive(request, deps.contextOf(channel))
  if (event?.type === 'receipt') await applyReceipt(deps, channel, event, { raw })
}
