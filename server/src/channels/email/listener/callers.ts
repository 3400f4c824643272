import type { SMTPServerSession } from 'smtp-server'
import type { ListenerLimits } from './limits.ts'

interface Caller {
  address: string
  unknownRecipients: number
  lastProgressMs: number
}

/** Who is connected, and whether they may stay. */
export interface Callers {
  /** False: too many from this address. */
  enter(session: SMTPServerSession): boolean
  leave(session: SMTPServerSession): void
  /** False: that was one wrong recipient too many. */
  countUnknown(session: SMTPServerSession): boolean
  countMail(session: SMTPServerSession): void
  isOverdue(session: SMTPServerSession): boolean
}

export function createCallers(limits: ListenerLimits): Callers {
  // By id: the protocol engine keeps one session object for a connection, but promises only the id.
  const callers = new Map<string, Caller>()
  const countByAddress = new Map<string, number>()

  return {
    enter({ id, remoteAddress: address }) {
      const count = countByAddress.get(address) ?? 0
      if (count >= limits.maxConnectionsPerAddress) return false
      countByAddress.set(address, count + 1)
      callers.set(id, { address, unknownRecipients: 0, lastProgressMs: performance.now() })
      return true
    },
    leave({ id }) {
      const caller = callers.get(id)
      if (!caller) return
      callers.delete(id)
      const count = countByAddress.get(caller.address)! - 1
      if (count > 0) countByAddress.set(caller.address, count)
      else countByAddress.delete(caller.address)
    },
    countUnknown({ id }) {
      const caller = callers.get(id)
      return caller !== undefined && ++caller.unknownRecipients <= limits.maxUnknownRecipients
    },
    countMail({ id }) {
      const caller = callers.get(id)
      if (caller) caller.lastProgressMs = performance.now()
    },
    isOverdue({ id }) {
      const caller = callers.get(id)
      return caller !== undefined && performance.now() - caller.lastProgressMs > limits.mailMs
    },
  }
}
