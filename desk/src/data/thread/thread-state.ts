import type { Delivery } from '@throughline/protocol/timeline/delivery.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'

/**
 * The loaded part of a thread, as pure data: the newest entries without a gap, in order, and how to get older ones.
 * Entries are keyed by id; applying any message twice changes nothing.
 */
export interface ThreadState {
  entries: Entry[]
  /** null when the beginning is loaded. */
  olderCursor: string | null
  /** Everything up to here is in `entries`. */
  streamCursor: string
}

export interface ThreadPage {
  items: Entry[]
  nextCursor: string | null
  streamCursor: string
}

/** A page comes newest first. */
export function threadFromPage(page: ThreadPage): ThreadState {
  return {
    entries: page.items.toSorted(bySeq),
    olderCursor: page.nextCursor,
    streamCursor: page.streamCursor,
  }
}

export function withOlderPage(state: ThreadState, page: ThreadPage): ThreadState {
  const known = new Set(state.entries.map((entry) => entry.id))
  const older = page.items.filter((entry) => !known.has(entry.id)).toSorted(bySeq)
  // The cursor of the stream stays: an older page knows nothing of what came while it was on its way.
  return { ...state, entries: [...older, ...state.entries], olderCursor: page.nextCursor }
}

export function withEntry(state: ThreadState, entry: Entry, streamCursor: string): ThreadState {
  const index = state.entries.findIndex((known) => known.id === entry.id)
  const next = { ...state, streamCursor }
  if (index !== -1) {
    const known = state.entries[index]
    next.entries = state.entries.with(index, { ...entry, delivery: newer(known?.delivery ?? null, entry.delivery) })
    return next
  }
  const first = state.entries[0]
  // Older than what is loaded: its page will bring it.
  if (first !== undefined && entry.seq < first.seq && state.olderCursor !== null) return next
  next.entries = withAmendment(insertBySeq(state.entries, entry), entry)
  return next
}

export function withDelivery(
  state: ThreadState,
  change: { entryId: string; delivery: Delivery },
  streamCursor: string,
): ThreadState {
  return {
    ...state,
    streamCursor,
    entries: state.entries.map((entry) =>
      entry.id === change.entryId ? { ...entry, delivery: newer(entry.delivery, change.delivery) } : entry,
    ),
  }
}

/** An edit and a deletion are entries of their own; the one they refer to shows it. */
function withAmendment(entries: Entry[], amendment: Entry): Entry[] {
  const { content } = amendment
  if (content.type !== 'edit' && content.type !== 'deletion') return entries
  return entries.map((entry) => {
    if (entry.id !== content.refersTo) return entry
    if (content.type === 'deletion') return { ...entry, deletedAt: amendment.recordedAt, deletedBy: amendment.author }
    return { ...entry, edited: { text: amendment.text, at: amendment.recordedAt, by: amendment.author } }
  })
}

const order: Record<Delivery['state'], number> = {
  queued: 0,
  sending: 1,
  kept: 1,
  sent: 2,
  delivered: 3,
  read: 4,
  failed: 5,
  refused: 5,
}

/** A replayed older state never takes a tick away. */
function newer(current: Delivery | null, incoming: Delivery | null): Delivery | null {
  if (current === null || incoming === null) return incoming ?? current
  if (incoming.at !== current.at) return incoming.at > current.at ? incoming : current
  return order[incoming.state] >= order[current.state] ? incoming : current
}

function insertBySeq(entries: Entry[], entry: Entry): Entry[] {
  const at = entries.findLastIndex((known) => known.seq < entry.seq) + 1
  return entries.toSpliced(at, 0, entry)
}

function bySeq(a: Entry, b: Entry): number {
  return a.seq - b.seq
}
