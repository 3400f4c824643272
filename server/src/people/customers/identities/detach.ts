import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import { AppError } from '../../../lib/errors.ts'
import { blockOf } from '../blocking/queries.ts'
import type { Actor } from '../tables.ts'
import { lockCustomer } from '../thread/lock-thread.ts'
import { recordEvidence } from './evidence.ts'
import { changeIdentity, lockIdentity } from './queries.ts'

/** Takes an address off its customer. Its entries stay; a later contact from it starts a new customer. */
export async function detachIdentity(
  tx: Tx,
  { identityId, by, now }: { identityId: string; by: Actor; now: Date },
): Promise<{ canonicalId: string }> {
  const identity = await lockIdentity(tx, identityId)
  if (!identity) throw new AppError('not_found', customerWords.no_such_address())
  if (identity.blocked) {
    throw new AppError('conflict', customerWords.blocked_stays())
  }
  const { canonicalId, memberIds } = await lockCustomer(tx, identity.customer_id)
  if (await blockOf(tx, memberIds)) throw new AppError('conflict', customerWords.person_stays())
  await changeIdentity(tx, identityId, { detached_at: now })
  const reason = `Detached by ${by.name}.`
  const evidence = { action: 'detach', customerId: identity.customer_id, identityId, by, reason } as const
  await recordEvidence(tx, evidence, now)
  await recordEvents(tx, [{ type: 'identity.detached', customerId: canonicalId, data: { identityId } }], now)
  return { canonicalId }
}
