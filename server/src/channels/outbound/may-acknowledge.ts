import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import { assuranceLevels } from '@throughline/protocol/customers/identity.ts'

export interface Acknowledged {
  /** The assurance of this very message, not what the address has proven before. */
  assurance: Assurance
  /** One of our staff has written to the address before, and the message was sent. */
  isWrittenTo: boolean
}

/**
 * Whether an automatic answer may be sent. Anyone can write any From, and an answer to a forged one is unwanted mail in our
 * name. So it goes only to authenticated senders, or to addresses to which staff have written. Never to a claim: an
 * address from Reply-To or a form, or one whose mail failed DMARC.
 */
export function mayAcknowledge({ assurance, isWrittenTo }: Acknowledged): boolean {
  if (assurance === 'claimed') return false
  return isAuthenticated(assurance) || isWrittenTo
}

/** How many automatic answers the addresses of one domain get in an hour, all nodes and channels together. */
export function answersPerHour(assurance: Assurance): number {
  // Authenticated mail comes from that domain itself, so answers to it reach no stranger; this only stops loops.
  return isAuthenticated(assurance) ? 2000 : 60
}

function isAuthenticated(assurance: Assurance): boolean {
  return assuranceLevels.indexOf(assurance) >= assuranceLevels.indexOf('domain-authenticated')
}
