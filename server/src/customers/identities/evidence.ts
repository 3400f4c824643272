import type { Tx } from '../../db/db.ts'
import { executeLater } from '../../db/prepared.ts'
import { newId } from '../../lib/ids.ts'
import type { Actor, IdentityLinksTable } from '../tables.ts'

export interface NewEvidence {
  action: IdentityLinksTable['action']
  customerId: string
  otherCustomerId?: string
  identityId?: string
  mergeId?: string
  by: Actor
  reason: string
}

/** Adds to the evidence of who is who. Nothing is ever taken out of it, not by an undo either. */
export async function recordEvidence(tx: Tx, evidence: NewEvidence, now: Date): Promise<void> {
  await executeLater(
    tx,
    tx.insertInto('identity_links').values({
      id: newId(),
      at: now,
      action: evidence.action,
      customer_id: evidence.customerId,
      other_customer_id: evidence.otherCustomerId ?? null,
      identity_id: evidence.identityId ?? null,
      merge_id: evidence.mergeId ?? null,
      actor: JSON.stringify(evidence.by),
      reason: evidence.reason,
    }),
  )
}
