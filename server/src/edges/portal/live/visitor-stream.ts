import { isDeepStrictEqual } from 'node:util'
import type { ServerFrame } from '@throughline/protocol/webchat/live.ts'
import { runWhenBack } from '../../../platform/db/run-again.ts'
import { oldestPosition, streamPosition, type RecordedEvent } from '../../../platform/events/events.ts'
import { readCustomerStream, type FeedCursor } from '../../../platform/events/feed.ts'
import type { PortalDeps } from '../deps.ts'
import { marksOf } from '../messages/marks.ts'
import { unreadCount, unreadOf, visibleByIds } from '../messages/read-messages.ts'
import { viewMessages, type Viewer } from '../messages/view-messages.ts'
import { standingOf, type Standing } from '../visitors/standing.ts'

type Placed = Exclude<Standing, { kind: 'new' }>

/** On whose thread, and as whom. */
const placeOf = (standing: Standing) =>
  standing.kind === 'new'
    ? null
    : { ...standing, givenIds: undefined, memberIds: standing.memberIds.toSorted((a, b) => (a < b ? -1 : 1)) }

const batchSize = 200
/** One for all who have not spoken. */
const nobodyYet: Standing = { kind: 'new' }

/**
 * What happens on a visitor's thread, from a cursor on: the same events that staff see, narrowed to what this visitor
 * may see. Events about a customer are in commit order, so that "everything after my cursor" misses nothing.
 */
export class VisitorStream {
  readonly #deps: PortalDeps
  readonly #viewer: () => Viewer
  readonly #send: (frame: ServerFrame) => void
  #standing: Standing = nobodyYet
  #position: number | null = null
  #isPumping = false
  #isHinted = false

  constructor(deps: PortalDeps, viewer: () => Viewer, send: (frame: ServerFrame) => void) {
    this.#deps = deps
    this.#viewer = viewer
    this.#send = send
  }

  /** Everything up to here was sent; null while it has to be read anew. */
  get cursor(): string | null {
    return this.#position === null ? null : String(this.#position)
  }

  isPast({ position }: FeedCursor): boolean {
    return this.#position !== null && position <= this.#position
  }

  /** The records that are followed. */
  get memberIds(): readonly string[] {
    return this.#standing.kind === 'new' ? [] : this.#standing.memberIds
  }

  /** Null when it has to be read anew, and `reload` was sent. */
  async start(cursor: string | null): Promise<{ cursor: string; unread: number } | null> {
    const { db } = this.#deps
    const standing = await standingOf(db, this.#viewer().session)
    this.#standing = standing
    const newest = standing.kind === 'new' ? 0 : await streamPosition(db, standing.memberIds)
    const asked = cursor === null ? newest : Number(cursor)
    if (!Number.isSafeInteger(asked) || asked < 0) return this.#reload('The cursor is not of this conversation.')
    // A thread that is new to this device, or joined another, is behind a cursor of before.
    if (asked > newest && newest > 0) return this.#reload('The cursor is not of this conversation.')
    if (asked < newest && asked < (await oldestPosition(db)) - 1) {
      return this.#reload('It was too long ago to tell what was missed.')
    }
    this.#position = asked
    return { cursor: String(asked), unread: await unreadCount(this.#deps, standing) }
  }

  /** Sends what came after the start; then whatever a hint brings. */
  async pump(): Promise<void> {
    if (this.#position === null) return
    this.#isHinted = true
    if (this.#isPumping) return
    this.#isPumping = true
    try {
      while (this.#isHinted && this.#position !== null) {
        this.#isHinted = false
        await runWhenBack(
          () => this.#readOn(),
          () => this.#position === null,
        )
      }
    } finally {
      this.#isPumping = false
    }
  }

  #reload(reason: string): null {
    this.#position = null
    this.#send({ type: 'reload', reason })
    return null
  }

  async #readOn(): Promise<void> {
    const { db } = this.#deps
    // There may be messages by now: a new thread is sent from its beginning.
    if (this.#standing.kind === 'new') this.#standing = await standingOf(db, this.#viewer().session)
    while (this.#position !== null) {
      const placed = this.#standing
      if (placed.kind === 'new') return
      const events = await readCustomerStream(db, placed.memberIds, this.#position, batchSize)
      if (events.length === 0) return
      const isReformed = events.some(({ type }) => type === 'customer.merged' || type === 'customer.merge_undone')
      if (isReformed || !(await this.#standsAsBefore(events))) {
        return void this.#reload('What is known of this visitor has changed.')
      }
      const now = this.#standing
      if (now.kind === 'new') return
      // An address may have been given since the connection began.
      const givenIds = this.#viewer().session.given_identity_ids
      await this.#tell(events, now.kind === 'anonymous' ? { ...now, givenIds } : now)
      this.#position = events.at(-1)!.position
      if (events.length < batchSize) return
    }
  }

  /**
   * The visitor may see the thread by an address that was detached: nothing that comes after that is sent any more. Also
   * when it was detached on another node, because events of one customer are in the order of their commits.
   */
  async #standsAsBefore(events: readonly RecordedEvent[]): Promise<boolean> {
    if (!events.some(({ type }) => type.startsWith('identity.'))) return true
    const now = await standingOf(this.#deps.db, this.#viewer().session)
    const isSame = isDeepStrictEqual(placeOf(now), placeOf(this.#standing))
    this.#standing = now
    return isSame
  }

  async #tell(events: readonly RecordedEvent[], placed: Placed): Promise<void> {
    // Each once, as it stands now, at the place of its last event.
    const lastByEntry = new Map<string, number>()
    for (const { type, entryId, data, position: at } of events) {
      // What we wrote can be seen once it has left; what becomes of it then is news for staff only.
      const isNews =
        type === 'entry.appended' ||
        type === 'entry.files_scanned' ||
        type === 'entry.file_changed' ||
        (type === 'delivery.changed' && data['state'] === 'sent')
      if (entryId === null || !isNews) continue
      lastByEntry.delete(entryId)
      lastByEntry.set(entryId, at)
    }
    const rows = await visibleByIds(this.#deps, placed, [...lastByEntry.keys()])
    // Also seen on another device: nothing new, and less unread.
    if (rows.length === 0 && !events.some(({ data }) => data['state'] === 'read')) return
    const { visitorUs, teamUs } = await marksOf(this.#deps.db, placed)
    const messages = await viewMessages(this.#deps, this.#viewer(), rows, teamUs)
    messages.sort((a, b) => lastByEntry.get(a.id)! - lastByEntry.get(b.id)!)
    for (const message of messages)
      this.#send({ type: 'message', cursor: String(lastByEntry.get(message.id)), message })
    this.#send({ type: 'unread', count: (await unreadOf(this.#deps, placed, visitorUs)).length })
  }
}
