import type { Tx } from '../../../platform/db/db.ts'
import { insertLater } from '../../../platform/db/prepared.ts'
import { rowInsert } from '../../../platform/db/row-insert.ts'
import { newId } from '../../../lib/ids.ts'
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
  await insertLater(tx, evidenceInsert, [
    newId(),
    now,
    evidence.action,
    evidence.customerId,
    evidence.otherCustomerId ?? null,
    evidence.identityId ?? null,
    evidence.mergeId ?? null,
    JSON.stringify(evidence.by),
    evidence.reason,
  ])
}

const evidenceInsert = rowInsert('identity_links', {
  id: 'uuid',
  at: 'timestamptz',
  action: 'text',
  customer_id: 'uuid',
  other_customer_id: 'uuid',
  identity_id: 'uuid',
  merge_id: 'uuid',
  actor: 'jsonb',
  reason: 'text',
})
