import type { ServerFrame } from '@throughline/protocol/webchat.ts'
import { oldestPosition, streamPosition, type RecordedEvent } from '../../events/events.ts'
import { readCustomerStream } from '../../events/feed.ts'
import type { PortalDeps } from '../deps.ts'
import { marksOf } from '../messages/marks.ts'
import { unreadOf, visibleByIds } from '../messages/read-messages.ts'
import { viewMessages, type Viewer } from '../messages/view-messages.ts'
import { standingOf, type Standing } from '../visitors/standing.ts'

type Placed = Exclude<Standing, { kind: 'new' }>

const batchSize = 200

/**
 * What happens on a visitor's thread, from a cursor on: the same events that staff see, narrowed to what this visitor
 * may see. Events about a customer are in commit order, so that "everything after my cursor" misses nothing.
 */
export interface VisitorStream {
  /** Null when it has to be read anew, and `reload` was told. */
  start(cursor: string | null): Promise<{ cursor: string; unread: number } | null>
  /** Sends what came after the start; then whatever a hint brings. */
  pump(): Promise<void>
  /** Up to where all was told; null while it has to be read anew. */
  cursor(): string | null
  /** The records that are followed. */
  memberIds(): readonly string[]
}

export function createVisitorStream(
  deps: PortalDeps,
  viewer: () => Viewer,
  send: (frame: ServerFrame) => void,
): VisitorStream {
  const { db } = deps
  let standing: Standing = { kind: 'new' }
  let position: number | null = null
  let isPumping = false
  let isHinted = false

  function reload(reason: string): null {
    position = null
    send({ type: 'reload', reason })
    return null
  }

  async function readOn(): Promise<void> {
    // Somebody may have spoken by now: a new thread is told from its beginning.
    if (standing.kind === 'new') standing = await standingOf(db, viewer().session)
    const placed = standing
    if (placed.kind === 'new') return
    while (position !== null) {
      const events = await readCustomerStream(db, placed.memberIds, position, batchSize)
      if (events.length === 0) return
      const isReformed = events.some(({ type }) => type === 'customer.merged' || type === 'customer.merge_undone')
      if (isReformed) return void reload('What is known of this visitor has changed.')
      await tell(events, placed)
      position = events.at(-1)!.position
      if (events.length < batchSize) return
    }
  }

  async function tell(events: readonly RecordedEvent[], placed: Placed): Promise<void> {
    // Each once, as it stands now, at the place of its last event.
    const lastByEntry = new Map<string, number>()
    for (const { type, entryId, data, position: at } of events) {
      // What we wrote can be seen once it has left; what becomes of it then is news for staff only.
      const isNews = type === 'entry.appended' || (type === 'delivery.changed' && data['state'] === 'sent')
      if (entryId === null || !isNews) continue
      lastByEntry.delete(entryId)
      lastByEntry.set(entryId, at)
    }
    const rows = await visibleByIds(deps, placed, [...lastByEntry.keys()])
    // Also seen on another device: nothing new, and less unread.
    if (rows.length === 0 && !events.some(({ data }) => data['state'] === 'read')) return
    const { teamUs } = await marksOf(db, placed)
    const messages = await viewMessages(deps, viewer(), rows, teamUs)
    messages.sort((a, b) => lastByEntry.get(a.id)! - lastByEntry.get(b.id)!)
    for (const message of messages) send({ type: 'message', cursor: String(lastByEntry.get(message.id)), message })
    send({ type: 'unread', count: (await unreadOf(deps, placed)).length })
  }

  return {
    cursor: () => (position === null ? null : String(position)),
    memberIds: () => (standing.kind === 'new' ? [] : standing.memberIds),
    async start(cursor) {
      standing = await standingOf(db, viewer().session)
      const newest = standing.kind === 'new' ? 0 : await streamPosition(db, standing.memberIds)
      const asked = cursor === null ? newest : Number(cursor)
      if (!Number.isSafeInteger(asked) || asked < 0) return reload('The cursor is not of this conversation.')
      // A thread that is new to this device, or joined another, is behind a cursor of before.
      if (asked > newest && newest > 0) return reload('The cursor is not of this conversation.')
      if (asked < newest && asked < (await oldestPosition(db)) - 1) {
        return reload('It was too long ago to tell what was missed.')
      }
      position = asked
      const unread = standing.kind === 'new' ? 0 : (await unreadOf(deps, standing)).length
      return { cursor: String(asked), unread }
    },
    async pump() {
      if (position === null) return
      isHinted = true
      if (isPumping) return
      isPumping = true
      try {
        while (isHinted && position !== null) {
          isHinted = false
          await readOn()
        }
      } finally {
        isPumping = false
      }
    },
  }
}
