import type { VisitorPage } from '@throughline/protocol/realtime/visitor-page.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import type { MomentHint } from '../../platform/events/hints.ts'
import { minuteMs, secondMs, type Clock } from '../../lib/clock.ts'

/**
 * On which page of the company's sites customers are while they chat. It is about this moment: it stands in the memory of
 * the node that holds the chat's connection, for as long as that is open and a little longer, and is written nowhere.
 */
export interface VisitorPages {
  /** `key`: one open chat; a customer may have several, and the one that moved last counts. */
  at(key: object, customerId: string, where: Where): void
  /** The chat is closed, or is somebody else's now. */
  leave(key: object): void
  /** What is known by this chat is not to be known any more. */
  forget(key: object): void
  /** Somebody of the staff opened the thread on this node. */
  asked(customerId: string): void
  hear(hint: MomentHint): void
  stop(): void
}

/** What a chat says of its page, and what its connection says of the country. */
export type Where = Pick<VisitorPage, 'url' | 'title' | 'timeZone' | 'country'>

/** From one page to the next a connection is closed and opened: nobody has left meanwhile. */
const graceMs = 10 * secondMs
/** That somebody has left is shown for so long. */
const keptMs = 30 * minuteMs
/** Of those who have left. */
const mostKept = 10_000

export interface VisitorPagesDeps {
  clock: Clock
  publish: (hint: MomentHint) => void
  /** To those on this node who look at the customer, as far as they may. */
  tell: (customerId: string, message: ServerMessage) => void
}

interface Known {
  page: VisitorPage
  /** When something was last heard of them here. */
  heardMs: number
  /** The chats that are open on this node, the one that moved last at the end. */
  open: Map<object, Where>
  gone?: NodeJS.Timeout
}

export function createVisitorPages({ clock, publish, tell }: VisitorPagesDeps): VisitorPages {
  /** In the order in which something was last heard of them. */
  const known = new Map<string, Known>()
  const customerOf = new Map<object, string>()
  const nowMs = () => clock.now().getTime()
  const from = (where: Where): VisitorPage => ({ ...where, at: clock.now().toISOString(), leftAt: null })

  function forget(customerId: string): void {
    clearTimeout(known.get(customerId)?.gone)
    known.delete(customerId)
  }

  /** Only the oldest can be over: what is heard of goes to the end. */
  function prune(): void {
    for (const [customerId, { heardMs, open }] of known) {
      if (open.size > 0) continue
      if (known.size <= mostKept && heardMs > nowMs() - keptMs) return
      forget(customerId)
    }
  }

  function note(customerId: string, one: Known): void {
    one.heardMs = nowMs()
    known.delete(customerId)
    known.set(customerId, one)
    prune()
  }

  function announce(customerId: string): void {
    const one = known.get(customerId)
    if (one) publish({ about: 'visitor_page', customerId, page: one.page })
  }

  function left(customerId: string, one: Known): void {
    const leftAt = clock.now().toISOString()
    one.gone = setTimeout(() => {
      one.page = { ...one.page, leftAt }
      announce(customerId)
    }, graceMs)
    one.gone.unref()
    note(customerId, one)
  }

  function leave(key: object): void {
    const customerId = customerOf.get(key)
    if (customerId === undefined) return
    customerOf.delete(key)
    const one = known.get(customerId)
    if (!one?.open.delete(key)) return
    const [latest] = [...one.open.values()].toReversed()
    if (!latest) return left(customerId, one)
    one.page = from(latest)
    announce(customerId)
  }

  return {
    at(key, customerId, where) {
      if (customerOf.get(key) !== customerId) leave(key)
      customerOf.set(key, customerId)
      const one: Known = known.get(customerId) ?? { page: from(where), heardMs: 0, open: new Map() }
      clearTimeout(one.gone)
      one.open.delete(key)
      one.open.set(key, where)
      one.page = from(where)
      note(customerId, one)
      announce(customerId)
    },
    leave,
    forget(key) {
      const customerId = customerOf.get(key)
      if (customerId === undefined) return
      for (const other of known.get(customerId)?.open.keys() ?? []) customerOf.delete(other)
      forget(customerId)
      publish({ about: 'visitor_page', customerId, page: null })
    },
    asked: (customerId) => publish({ about: 'visitor_page_asked', customerId }),
    hear(hint) {
      // Who asks is on any node; who knows answers all of them.
      if (hint.about === 'visitor_page_asked') {
        prune()
        return announce(hint.customerId)
      }
      if (hint.about !== 'visitor_page') return
      const { customerId, page } = hint
      const mine = known.get(customerId)
      // Their chat goes on at another node.
      const isThere = page?.leftAt === null && Date.parse(page.at) > (mine?.heardMs ?? 0)
      if (mine && mine.open.size === 0 && isThere) forget(customerId)
      tell(customerId, { type: 'visitor_page', customerId, page })
    },
    stop() {
      for (const { gone } of known.values()) clearTimeout(gone)
      known.clear()
      customerOf.clear()
    },
  }
}
