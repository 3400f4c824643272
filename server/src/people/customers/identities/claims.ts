import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import { isAtLeast } from './assurance.ts'

export type ClaimDecision = 'is_redundant' | 'merges' | 'held'

export interface ProvenClaim {
  /** What the claim has been proven to. */
  assurance: Assurance
  isShared: boolean
  /** Who holds the same address by more than a claim. */
  holder: { assurance: Assurance; shared: boolean; isSameCustomer: boolean }
  /** Both together stay within the limits per kind. */
  fitsTogether: boolean
}

/**
 * What becomes of a claim that is proven while somebody holds the same address by more than a claim. Two records become
 * one by themselves only if each of them proved possession of an address that a single person uses; all else is for a
 * person to decide.
 */
export function decideClaim({ assurance, isShared, holder, fitsTogether }: ProvenClaim): ClaimDecision {
  if (holder.isSameCustomer) return 'is_redundant'
  const areProven = isAtLeast(assurance, 'possession-proven') && isAtLeast(holder.assurance, 'possession-proven')
  return areProven && !isShared && !holder.shared && fitsTogether ? 'merges' : 'held'
}

/** A claim is kept by channel; what it claims may mean the same everywhere. */
export function scopeOfLink({ kind, scope }: { kind: string; scope: string }): string {
  return kindsThatMeanTheSameEverywhere.has(kind) ? '' : scope
}

const kindsThatMeanTheSameEverywhere: ReadonlySet<string> = new Set(['email', 'phone', 'account'])

/** The most that a caller can know of an address: only programs of the company itself speak for its sign-in. */
export function mayVouch(callerKind: string, assurance: Assurance): boolean {
  return callerKind !== 'staff' || !isAtLeast(assurance, 'host-authenticated')
}
