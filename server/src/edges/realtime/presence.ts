import type { ServerMessage, Viewer } from '@throughline/protocol/realtime/realtime.ts'
import type { MomentHint } from '../../platform/events/hints.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Seat } from './seats.ts'

/** Who looks at which thread, and who types, on this node and on the others. It is about this moment, and kept nowhere. */
export interface Presence {
  view(
    key: object,
    viewer: { staffId: string; name: string },
    customerId: string | null,
    send: (message: ServerMessage) => void,
  ): void
  /** `isPrivate`: a note is being written, which is nothing to tell the customer. */
  type(key: object, customerId: string, isPrivate: boolean): void
  leave(key: object): void
  /** The customer whose thread it looks at. */
  seenBy(key: object): string | null
  /** What the other nodes are to know of it. */
  seatOf(key: object): Pick<Seat, 'staffId' | 'name' | 'customerId' | 'typingMs' | 'isPrivate'> | null
  /** The seats of the other nodes, all of them. */
  learn: (elsewhere: readonly Seat[]) => void
  /** The people at work on the other nodes. */
  atWorkElsewhere(): { id: string; name: string }[]
  /** The customer types: sent to everybody who looks at the thread, on every node. */
  customerTypes: (customerId: string) => void
  /** The same, on this node only. */
  hearTyping: (customerId: string) => void
  isLookedAt: (customerId: string) => boolean
  /** To everybody on this node who looks at the thread. */
  tellLookers: (customerId: string, message: ServerMessage) => void
  /** For the portal, which shows customers that somebody is there. */
  watch: (watcher: PresenceWatcher) => void
  stop(): void
}

export interface PresenceWatcher {
  /** Somebody writes to the customer, repeated while they do. */
  types(customerId: string, by: { staffId: string; name: string }): void
  /** Somebody opened the thread on this node. */
  looks(customerId: string): void
}

export interface PresenceDeps {
  clock: Clock
  /** A seat of this node changed. */
  changed: () => void
  publish: (hint: MomentHint) => void
}

const typingFadesMs = 6000
/** Typing that was repeated, as opposed to the same one read again. */
const repeatedMs = 500

interface LocalSeat {
  staffId: string
  name: string
  customerId: string
  send: (message: ServerMessage) => void
  typingUntil: number
  isPrivate: boolean
}

type SeatElsewhere = Seat & { typingUntil: number }

export function createPresence({ clock, changed, publish }: PresenceDeps): Presence {
  const seats = new Map<object, LocalSeat>()
  const timers = new Set<NodeJS.Timeout>()
  const watchers: PresenceWatcher[] = []
  let elsewhere: readonly SeatElsewhere[] = []
  let viewersElsewhere = new Map<string, string>()
  const nowMs = () => clock.now().getTime()

  /** Each gets the list of the others; the same person in two tabs is one. */
  function tell(customerId: string): void {
    const here = [...seats.values()].filter((seat) => seat.customerId === customerId)
    const all = [...here, ...elsewhere.filter((seat) => seat.customerId === customerId)]
    for (const seat of here) {
      const others = new Map<string, Viewer>()
      for (const other of all) {
        if (other.staffId === seat.staffId) continue
        const typing = other.typingUntil > nowMs() || (others.get(other.staffId)?.typing ?? false)
        others.set(other.staffId, { staffId: other.staffId, name: other.name, typing })
      }
      seat.send({ type: 'viewers', customerId, viewers: [...others.values()] })
    }
  }

  function leave(key: object): void {
    const seat = seats.get(key)
    if (!seat) return
    seats.delete(key)
    tell(seat.customerId)
    changed()
  }

  function tellLookers(customerId: string, message: ServerMessage): void {
    for (const seat of seats.values()) if (seat.customerId === customerId) seat.send(message)
  }

  const hearTyping = (customerId: string) => tellLookers(customerId, { type: 'customer_typing', customerId })

  function learn(learned: readonly Seat[]): void {
    const now = nowMs()
    const before = new Map(elsewhere.map((seat) => [seat.id, seat]))
    elsewhere = learned.map((seat) => ({ ...seat, typingUntil: seat.typingMs > 0 ? now + seat.typingMs : 0 }))
    const known = viewersElsewhere
    viewersElsewhere = viewersOf(elsewhere)
    for (const customerId of new Set([...known.keys(), ...viewersElsewhere.keys()])) {
      if (known.get(customerId) !== viewersElsewhere.get(customerId)) tell(customerId)
    }
    for (const seat of elsewhere) {
      const wasUntil = before.get(seat.id)?.typingUntil ?? 0
      if (seat.customerId === null || seat.isPrivate || seat.typingUntil <= wasUntil + repeatedMs) continue
      for (const watcher of watchers) watcher.types(seat.customerId, seat)
    }
  }

  return {
    view(key, viewer, customerId, send) {
      if (seats.get(key)?.customerId === customerId) return
      leave(key)
      if (customerId === null) return
      seats.set(key, { ...viewer, customerId, send, typingUntil: 0, isPrivate: false })
      tell(customerId)
      changed()
      for (const watcher of watchers) watcher.looks(customerId)
    },
    type(key, customerId, isPrivate) {
      const seat = seats.get(key)
      if (seat?.customerId !== customerId) return
      if (!isPrivate) for (const watcher of watchers) watcher.types(customerId, seat)
      const wasTyping = seat.typingUntil > nowMs()
      seat.typingUntil = nowMs() + typingFadesMs
      seat.isPrivate = isPrivate
      if (!wasTyping) tell(customerId)
      changed()
      const timer = setTimeout(() => {
        timers.delete(timer)
        if (seats.get(key) === seat && seat.typingUntil <= nowMs()) tell(customerId)
      }, typingFadesMs + 50)
      timers.add(timer)
    },
    leave,
    seenBy: (key) => seats.get(key)?.customerId ?? null,
    seatOf(key) {
      const seat = seats.get(key)
      if (!seat) return null
      const { staffId, name, customerId, isPrivate } = seat
      return { staffId, name, customerId, isPrivate, typingMs: Math.max(0, seat.typingUntil - nowMs()) }
    },
    learn,
    atWorkElsewhere: () => elsewhere.flatMap(({ staffId: id, name, isPerson }) => (isPerson ? [{ id, name }] : [])),
    customerTypes(customerId) {
      // What is published comes back to this node at once.
      if (elsewhere.some((seat) => seat.customerId === customerId)) publish({ about: 'typing', customerId })
      else hearTyping(customerId)
    },
    hearTyping,
    tellLookers,
    isLookedAt: (customerId) =>
      seats.values().some((seat) => seat.customerId === customerId) ||
      elsewhere.some((seat) => seat.customerId === customerId),
    watch: (watcher) => void watchers.push(watcher),
    stop() {
      for (const timer of timers) clearTimeout(timer)
      seats.clear()
    },
  }
}

/** By customer, who looks and whether they type, to see what changed. */
function viewersOf(seats: readonly SeatElsewhere[]): Map<string, string> {
  const byCustomer = new Map<string, string>()
  const ordered = seats.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (const { customerId, staffId, name, typingUntil } of ordered) {
    if (customerId === null) continue
    const viewer = JSON.stringify([staffId, name, typingUntil > 0])
    byCustomer.set(customerId, `${byCustomer.get(customerId) ?? ''}${viewer}`)
  }
  return byCustomer
}
