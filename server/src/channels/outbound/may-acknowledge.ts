import type { Assurance } from '@throughline/protocol/customers.ts'
import { assuranceLevels } from '@throughline/protocol/customers.ts'

export interface Acknowledged {
  /** How sure this very message made us of its sender, not what the address has proven before. */
  assurance: Assurance
  /** A person of ours has written to the address before, and the message went out. */
  isWrittenTo: boolean
}

/**
 * Whether a machine may answer. Anyone can write any From: an automatic answer to it is unwanted mail in our name, to
 * whomever the forger chose. So it goes only where the sender's domain vouched for this message, or to an address to
 * which we have written as people do. Never to a claim: an address in Reply-To or in a form, or one whose domain says
 * that the mail is forged.
 */
export function mayAcknowledge({ assurance, isWrittenTo }: Acknowledged): boolean {
  if (assurance === 'claimed') return false
  return isAuthenticated(assurance) || isWrittenTo
}

/** How many automatic answers the addresses of one domain get in an hour, all nodes and channels together. */
export function answersPerHour(assurance: Assurance): number {
  // Authenticated mail comes from that domain itself, so answers to it hit no stranger; this stops a loop, no more.
  return isAuthenticated(assurance) ? 2000 : 60
}

function isAuthenticated(assurance: Assurance): boolean {
  return assuranceLevels.indexOf(assurance) >= assuranceLevels.indexOf('domain-authenticated')
}
