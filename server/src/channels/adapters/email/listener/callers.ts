import type { SMTPServerSession } from 'smtp-server'
import { createNetworkCounts } from '../../../../lib/network-counts.ts'
import { networkOf } from '../../../../lib/network-of.ts'
import { admit, type Admission, type Present } from './admission.ts'
import type { ListenerLimits } from './limits.ts'

interface Caller {
  network: string
  unknownRecipients: number
  lastProgressMs: number
  lastHeardMs: number
  /** Frees its slot. */
  leave(): void
}

/** Who is connected, and whether they may stay. */
export interface Callers {
  /** Before the greeting. A connection that is closed for it is no longer counted. */
  enter(session: SMTPServerSession): Admission
  leave(session: SMTPServerSession): void
  /** False: too many wrong recipients. */
  countUnknown(session: SMTPServerSession): boolean
  countMail(session: SMTPServerSession): void
  /** A part of a mail: an envelope or content. Greetings and NOOPs do not keep a slot. */
  heard(session: SMTPServerSession): void
  isOverdue(session: SMTPServerSession, hasGreeted: boolean): boolean
}

export function createCallers(limits: ListenerLimits, isWaitingForUs: (id: string) => boolean): Callers {
  // By id: the protocol engine keeps one session object for a connection, but promises only the id.
  const callers = new Map<string, Caller>()
  const counts = createNetworkCounts()

  function leave(id: string): void {
    callers.get(id)?.leave()
    callers.delete(id)
  }

  function list(): Present[] {
    return [...callers].map(([id, { network, lastHeardMs }]) => ({
      id,
      network,
      lastHeardMs,
      isWaitingForUs: isWaitingForUs(id),
    }))
  }

  return {
    enter({ id, remoteAddress }) {
      const nowMs = performance.now()
      const network = networkOf(remoteAddress)
      const admission = admit(network, { total: callers.size, countOf: counts.of, list }, limits, nowMs)
      if (!admission.admitted) return admission
      if (admission.instead !== null) leave(admission.instead)
      const entered = { leave: counts.enter(network), lastProgressMs: nowMs, lastHeardMs: nowMs }
      callers.set(id, { network, unknownRecipients: 0, ...entered })
      return admission
    },
    leave: ({ id }) => leave(id),
    countUnknown({ id }) {
      const caller = callers.get(id)
      return caller !== undefined && ++caller.unknownRecipients <= limits.maxUnknownRecipients
    },
    countMail({ id }) {
      const caller = callers.get(id)
      if (caller) caller.lastProgressMs = performance.now()
    },
    heard({ id }) {
      const caller = callers.get(id)
      if (caller) caller.lastHeardMs = performance.now()
    },
    isOverdue({ id }, hasGreeted) {
      const caller = callers.get(id)
      if (!caller) return false
      return performance.now() - caller.lastProgressMs > (hasGreeted ? limits.mailMs : limits.helloMs)
    },
  }
}
