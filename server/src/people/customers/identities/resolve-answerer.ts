import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { blockOf } from '../blocking/queries.ts'
import type { Actor } from '../tables.ts'
import { lockCustomer } from '../thread/lock-thread.ts'
import { scopeOfLink } from './claims.ts'
import { proofOf, type AnswerEvidence } from './proof.ts'
import { changeIdentity, hasOtherAddress, linkOf, lockIdentity } from './queries.ts'
import { raiseAssurance } from './raise-assurance.ts'
import type { ResolvedSender, Sender } from './resolve-sender.ts'

interface Answering {
  identityId: string
  from: Sender
  evidence: Omit<AnswerEvidence, 'sharesRecord'>
  now: Date
}

/**
 * Who answered a message that we had sent to an address which was only claimed. Where the evidence is good enough, the
 * sender is the claim itself, on the record where it was made: the message answers what was said there.
 *
 * The claim becomes a link only where the record holds nothing else and nobody holds the address elsewhere. A record
 * with a visitor's device stays apart from the address, however good the answer: its owner may only be asking who we
 * are, and whether the two are one person is for staff, or the host's site, to say.
 *
 * Null when the message has to be taken like any other from its sender.
 */
export async function resolveAnswerer(
  tx: Tx,
  { identityId, from, evidence, now }: Answering,
): Promise<ResolvedSender | null> {
  const claim = await lockIdentity(tx, identityId)
  if (claim?.assurance !== 'claimed') return null
  const { kind, value, customer_id: homeId, shared, blocked } = claim
  const { canonicalId, memberIds } = await lockCustomer(tx, homeId)
  const proof = proofOf({ ...evidence, sharesRecord: await hasOtherAddress(tx, memberIds, claim) })
  if (proof.scope === 'nothing') return null
  const mayRaise = proof.scope === 'address' && !blocked && (await blockOf(tx, memberIds)) === null
  const isRaised = mayRaise && !(await linkOf(tx, { kind, value, scope: scopeOfLink(claim) }))
  if (isRaised) {
    const by: Actor = { kind: 'customer', id: null, name: from.name ?? value }
    const reason = customerWords.answered_from_it()
    await raiseAssurance(tx, { identityId, assurance: proof.level, by, reason, now })
  }
  const isAnswered = proof.scope !== 'arrival' && claim.answered_at === null
  if (isAnswered || claim.undeliverable_since !== null) {
    await changeIdentity(tx, identityId, {
      undeliverable_since: null,
      undeliverable_reason: null,
      ...(isAnswered ? { answered_at: now } : {}),
    })
  }
  return {
    identity: { id: identityId, kind, value, assurance: isRaised ? proof.level : 'claimed', shared, blocked },
    homeId,
    canonicalId,
    created: false,
    position: null,
    problem: null,
  }
}
