import type { Tx } from '../../db/db.ts'
import { canonicalIdOf } from '../thread/lock-thread.ts'
import type { Actor } from '../tables.ts'
import { scopeOfLink } from './claims.ts'
import { changeIdentity, linkOf, lockIdentity } from './queries.ts'
import { raiseAssurance } from './raise-assurance.ts'
import type { ResolvedSender, Sender } from './resolve-sender.ts'

/**
 * Who answered a message that we had sent to an address which was only claimed: the sender is the claim itself, on the
 * record where it was made, for the message answers what was said there.
 *
 * The answer proves the address. Where nobody holds it, the claim becomes a link. Where somebody does, it stays a
 * claim and the two stay two: the answer may come from somebody whose address a stranger typed, and whether they are
 * one person is for staff to say. Null when the claim is not there any more, or is none any more.
 */
export async function resolveAnswerer(
  tx: Tx,
  { identityId, from, now }: { identityId: string; from: Sender; now: Date },
): Promise<ResolvedSender | null> {
  const claim = await lockIdentity(tx, identityId)
  if (claim?.assurance !== 'claimed') return null
  const { kind, value, customer_id: homeId, shared, blocked } = claim
  const holder = await linkOf(tx, { kind, value, scope: scopeOfLink(claim) })
  // A mail that its own domain disowns proves nothing, whatever it answers.
  const proves = !holder && !blocked && from.assurance !== 'claimed'
  if (proves) {
    const by: Actor = { kind: 'customer', id: null, name: from.name ?? value }
    const reason = 'A message that was sent to this address alone was answered from it.'
    await raiseAssurance(tx, { identityId, assurance: 'possession-proven', by, reason, now })
  }
  if (claim.undeliverable_since !== null) {
    await changeIdentity(tx, identityId, { undeliverable_since: null, undeliverable_reason: null })
  }
  return {
    identity: { id: identityId, kind, value, assurance: proves ? 'possession-proven' : 'claimed', shared, blocked },
    homeId,
    canonicalId: await canonicalIdOf(tx, homeId),
    created: false,
    place: null,
    problem: null,
  }
}
