import type { ServerMessage, Viewer } from '@throughline/protocol/realtime.ts'
import type { Clock } from '../lib/clock.ts'

/** Who looks at which thread, and who types. Known to this node only, kept nowhere: it is about this moment. */
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
  /** The customer types: whoever looks at the thread is told. */
  customerTypes: (customerId: string) => void
  isLookedAt: (customerId: string) => boolean
  /** For whoever tells customers that somebody is there. */
  watch: (watcher: PresenceWatcher) => void
  stop(): void
}

export interface PresenceWatcher {
  /** Somebody writes to the customer, repeated while they do. */
  types(customerId: string, by: { staffId: string; name: string }): void
  /** Somebody opened the thread. */
  looks(customerId: string): void
}

const typingFadesMs = 6000

interface Seat {
  staffId: string
  name: string
  customerId: string
  send: (message: ServerMessage) => void
  typingUntil: number
}

export function createPresence({ clock }: { clock: Clock }): Presence {
  const seats = new Map<object, Seat>()
  const timers = new Set<NodeJS.Timeout>()
  const watchers: PresenceWatcher[] = []
  const nowMs = () => clock.now().getTime()

  /** Each is told of the others; the same person in two tabs is one. */
  function tell(customerId: string): void {
    const here = [...seats.values()].filter((seat) => seat.customerId === customerId)
    for (const seat of here) {
      const others = new Map<string, Viewer>()
      for (const other of here) {
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
  }

  return {
    view(key, viewer, customerId, send) {
      if (seats.get(key)?.customerId === customerId) return
      leave(key)
      if (customerId === null) return
      seats.set(key, { ...viewer, customerId, send, typingUntil: 0 })
      tell(customerId)
      for (const watcher of watchers) watcher.looks(customerId)
    },
    type(key, customerId, isPrivate) {
      const seat = seats.get(key)
      if (seat?.customerId !== customerId) return
      if (!isPrivate) for (const watcher of watchers) watcher.types(customerId, seat)
      const wasTyping = seat.typingUntil > nowMs()
      seat.typingUntil = nowMs() + typingFadesMs
      if (!wasTyping) tell(customerId)
      const timer = setTimeout(() => {
        timers.delete(timer)
        if (seats.get(key) === seat && seat.typingUntil <= nowMs()) tell(customerId)
      }, typingFadesMs + 50)
      timers.add(timer)
    },
    leave,
    seenBy: (key) => seats.get(key)?.customerId ?? null,
    customerTypes(customerId) {
      for (const seat of seats.values()) {
        if (seat.customerId === customerId) seat.send({ type: 'customer_typing', customerId })
      }
    },
    isLookedAt: (customerId) => seats.values().some((seat) => seat.customerId === customerId),
    watch: (watcher) => void watchers.push(watcher),
    stop() {
      for (const timer of timers) clearTimeout(timer)
      seats.clear()
    },
  }
}
