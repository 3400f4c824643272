import type { ListenerLimits } from './limits.ts'

/** One open connection, as far as it matters for admitting others. */
export interface Present {
  id: string
  network: string
  lastHeardMs: number
  /** It has handed over a mail and waits for our answer: closing it would have the mail sent twice. */
  isWaitingForUs: boolean
}

/** All open connections. The list is only made when all slots are taken. */
export interface Crowd {
  total: number
  /** How many of them a network has. */
  countOf: (network: string) => number
  list: () => readonly Present[]
}

export type Admission =
  | { admitted: true; instead: string | null }
  | { admitted: false; because: 'too_many_of_you' | 'too_many' }

type Limits = Pick<
  ListenerLimits,
  'maxConnections' | 'maxConnectionsPerAddress' | 'reservedForNew' | 'newUpToConnections' | 'evictAfterMs'
>

/**
 * Whether one more connection of a network is admitted, and which other one is closed for it. A network with many
 * connections cannot shut out others: the last slots are kept for networks with few, and when all are taken, the one that
 * was silent longest is closed, or one of the network that has the most.
 */
export function admit(network: string, { total, countOf, list }: Crowd, limits: Limits, nowMs: number): Admission {
  const own = countOf(network)
  if (own >= limits.maxConnectionsPerAddress) return { admitted: false, because: 'too_many_of_you' }
  const isNew = own < limits.newUpToConnections
  const places = isNew ? limits.maxConnections : limits.maxConnections - limits.reservedForNew
  if (total < places) return { admitted: true, instead: null }
  if (!isNew && total < limits.maxConnections) return { admitted: false, because: 'too_many_of_you' }

  const movable = list().filter(({ isWaitingForUs }) => !isWaitingForUs)
  const silent = movable.filter(({ lastHeardMs }) => nowMs - lastHeardMs >= limits.evictAfterMs)
  const fromLarger = movable.filter((each) => countOf(each.network) > own + 1)
  const [first] = [...(silent.length > 0 ? silent : fromLarger)].sort(
    (a, b) => countOf(b.network) - countOf(a.network) || a.lastHeardMs - b.lastHeardMs,
  )
  return first === undefined ? { admitted: false, because: 'too_many' } : { admitted: true, instead: first.id }
}
