import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import { isAtLeast, isStronger } from './assurance.ts'

/** Hundreds of addresses on one customer are a mistake or an attack; nobody has that many. */
const maxByKind: Readonly<Record<string, number>> = { email: 20, phone: 10 }
const maxOtherwise = 20

export function maxOfKind(kind: string): number {
  return maxByKind[kind] ?? maxOtherwise
}

export interface CountedIdentity {
  id: string
  assurance: Assurance
  blocked: boolean
  lastSeenAt: Date
}

export type Room = { state: 'enough' } | { state: 'after_dropping'; dropId: string } | { state: 'full' }

/**
 * Whether one more address of a kind fits. Over the limit the weakest gives way, of those the one longest unseen; never
 * a proven one, never one stronger than the newcomer, and never a blocked one, which would be let in again.
 */
export function makeRoom(kind: string, present: readonly CountedIdentity[], newcomer: Assurance): Room {
  if (present.length < maxOfKind(kind)) return { state: 'enough' }
  const [weakest] = present
    .filter((identity) => !identity.blocked)
    .filter((identity) => !isAtLeast(identity.assurance, 'possession-proven'))
    .filter((identity) => !isStronger(identity.assurance, newcomer))
    .toSorted((a, b) => weakerThenOlder(a, b))
  return weakest ? { state: 'after_dropping', dropId: weakest.id } : { state: 'full' }
}

function weakerThenOlder(a: CountedIdentity, b: CountedIdentity): number {
  if (a.assurance !== b.assurance) return isStronger(a.assurance, b.assurance) ? 1 : -1
  return a.lastSeenAt.getTime() - b.lastSeenAt.getTime()
}

/** Whether records may become one by themselves: too many addresses together are no longer one person's. */
export function isWithinLimits(identities: readonly { kind: string }[]): boolean {
  const countByKind = new Map<string, number>()
  for (const { kind } of identities) countByKind.set(kind, (countByKind.get(kind) ?? 0) + 1)
  return [...countByKind].every(([kind, count]) => count <= maxOfKind(kind))
}
