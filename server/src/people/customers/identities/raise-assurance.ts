import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import { AppError, quotedUnlessOurs } from '../../../lib/errors.ts'
import { mergeCustomers } from '../merging/merge.ts'
import type { Actor } from '../tables.ts'
import { canonicalIdOf } from '../thread/find-thread.ts'
import { lockCustomer } from '../thread/lock-thread.ts'
import { membersOf } from '../thread/queries.ts'
import { isStronger } from './assurance.ts'
import { decideClaim, scopeOfLink } from './claims.ts'
import { recordEvidence } from './evidence.ts'
import { isWithinLimits } from './limits.ts'
import { changeIdentity, identitiesOfCustomers, linkOf, lockIdentity, type IdentityRow } from './queries.ts'

export interface Raise {
  identityId: string
  assurance: Assurance
  by: Actor
  reason: Wording
  now: Date
  /** False: two records that would become one stay two, and the holder is named. */
  mayMerge?: boolean
}

export type Raised =
  | { state: 'raised'; identity: IdentityRow }
  /** The claim was proven, and so was the holder's address: both records are one person now. */
  | { state: 'merged'; identity: IdentityRow; mergeId: string }
  /** Somebody else holds it, and the proofs do not suffice to say that they are one person. Nothing was changed. */
  | { state: 'held'; holder: IdentityRow }

/** Records that an address was proven better than it was. A claim that nobody else holds becomes a link by it. */
export async function raiseAssurance(tx: Tx, raise: Raise): Promise<Raised> {
  const identity = await lockIdentity(tx, raise.identityId)
  if (!identity) throw new AppError('not_found', customerWords.no_such_address())
  if (identity.assurance === raise.assurance) return { state: 'raised', identity }
  if (!isStronger(raise.assurance, identity.assurance)) {
    throw new AppError(
      'invalid_request',
      customerWords.only_rises({ now: identity.assurance, wanted: raise.assurance }),
    )
  }
  return identity.assurance === 'claimed' ? raiseClaim(tx, raise, identity) : raiseTo(tx, raise, identity, {})
}

async function raiseClaim(tx: Tx, raise: Raise, claim: IdentityRow): Promise<Raised> {
  const scope = scopeOfLink(claim)
  const holder = await linkOf(tx, { ...claim, scope })
  if (!holder) return raiseTo(tx, raise, claim, { scope })

  const claimantId = await canonicalIdOf(tx, claim.customer_id)
  const holderId = await canonicalIdOf(tx, holder.customer_id)
  const memberIds = [...(await membersOf(tx, claimantId)), ...(await membersOf(tx, holderId))]
  const decision = decideClaim({
    assurance: raise.assurance,
    isShared: claim.shared,
    holder: { ...holder, isSameCustomer: holderId === claimantId },
    fitsTogether: isWithinLimits(await identitiesOfCustomers(tx, memberIds)),
  })
  if (decision === 'is_redundant') return raiseHolder(tx, raise, claim, holder)
  if (decision === 'held' || raise.mayMerge === false) return { state: 'held', holder }
  // The claim stays a claim, so that taking the merge back leaves both as they were.
  const merge = await mergeCustomers(tx, {
    customerId: holderId,
    otherCustomerId: claimantId,
    reason: joinWordings(customerWords.proven_on_both({ address: claim.value }), quotedUnlessOurs(raise.reason)),
    by: raise.by,
    now: raise.now,
  })
  return { state: 'merged', identity: holder, mergeId: merge.id }
}

/** The customer claimed what one of their own records holds: the proof is the holder's, and the claim is done with. */
async function raiseHolder(tx: Tx, raise: Raise, claim: IdentityRow, holder: IdentityRow): Promise<Raised> {
  await changeIdentity(tx, claim.id, { detached_at: raise.now })
  const locked = await lockIdentity(tx, holder.id)
  if (!locked || !isStronger(raise.assurance, locked.assurance)) return { state: 'raised', identity: locked ?? holder }
  return raiseTo(tx, raise, locked, {})
}

async function raiseTo(tx: Tx, raise: Raise, identity: IdentityRow, change: { scope?: string }): Promise<Raised> {
  const { assurance, by, now } = raise
  const raised = await changeIdentity(tx, identity.id, { assurance, ...change })
  const { canonicalId } = await lockCustomer(tx, identity.customer_id)
  const reason = `From ${identity.assurance} to ${assurance}. ${raise.reason.sentence}`
  const evidence = { action: 'raise', customerId: identity.customer_id, identityId: identity.id, by, reason } as const
  await recordEvidence(tx, evidence, now)
  const data = { identityId: identity.id }
  await recordEvents(tx, [{ type: 'identity.updated', customerId: canonicalId, data }], now)
  return { state: 'raised', identity: raised }
}
