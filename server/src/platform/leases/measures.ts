import type { Counter } from 'prom-client'
import type { Metrics } from '../http/metrics.ts'
import type { Claimed } from './claimed.ts'
import type { LeaseName, Taken } from './queries.ts'

/** What this node has seen of leases since it started. */
export interface LeaseCounts {
  /** From then on there are numbers of this kind. */
  known(kind: string): void
  taken(one: Taken): void
  lost(one: LeaseName): void
}

export function countLeases(metrics: Metrics, claims: () => Iterable<Claimed>): LeaseCounts {
  const kinds = new Set<string>()
  const taken: Counter<'kind' | 'after'> = metrics.counter(
    'throughline_leases_taken_total',
    'Leases that this node was given, by whether the node before it had given them back or had let them end.',
    ['kind', 'after'],
  )
  const lost: Counter<'kind'> = metrics.counter(
    'throughline_leases_lost_total',
    'Leases that this node could not renew in time, so that it ended its work under them.',
    ['kind'],
  )
  metrics.measures(() => {
    const held = [...claims()].filter(({ lease }) => lease !== null)
    return [
      {
        name: 'throughline_leases_held',
        help: 'Leases that this node has now: work that one node does at a time.',
        labels: ['kind'],
        samples: [...kinds].map((kind) => ({
          labels: { kind },
          value: held.filter(({ wanted }) => wanted.kind === kind).length,
        })),
      },
    ]
  })
  return {
    known(kind) {
      if (kinds.has(kind)) return
      kinds.add(kind)
      for (const after of ['given_back', 'ended']) taken.inc({ kind, after }, 0)
      lost.inc({ kind }, 0)
    },
    taken: ({ kind, isTakenOver }) => taken.inc({ kind, after: isTakenOver ? 'ended' : 'given_back' }),
    lost: ({ kind }) => lost.inc({ kind }),
  }
}
