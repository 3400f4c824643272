import type { Wording } from '@throughline/protocol/words.ts'
import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import { AppError } from '../../../lib/errors.ts'
import { lockCustomer } from '../thread/lock-thread.ts'
import { noteBlock } from '../blocking/queries.ts'
import type { Actor } from '../tables.ts'
import { changeIdentity, lockIdentity, type IdentityRow } from './queries.ts'

export interface Marks {
  label?: string | null | undefined
  shared?: boolean | undefined
  blocked?: boolean | undefined
}

/** Labels an address, says that several people use it, or blocks it. */
export async function markIdentity(
  tx: Tx,
  {
    identityId,
    marks,
    by,
    reason,
    now,
  }: { identityId: string; marks: Marks; by: Actor; reason?: string | undefined; now: Date },
): Promise<IdentityRow> {
  const identity = await lockIdentity(tx, identityId)
  if (!identity) throw new AppError('not_found', customerWords.no_such_address())
  const { label, shared, blocked } = identity
  const marked = {
    label: marks.label === undefined ? label : marks.label,
    shared: marks.shared ?? shared,
    blocked: marks.blocked ?? blocked,
  }
  if (marked.label === label && marked.shared === shared && marked.blocked === blocked) return identity
  const changed = await changeIdentity(tx, identityId, marked)
  if (marked.blocked && !blocked) await noteBlock(tx, { identityId, by, reason: reason ?? null, at: now })
  const { canonicalId } = await lockCustomer(tx, identity.customer_id)
  await recordEvents(tx, [{ type: 'identity.updated', customerId: canonicalId, data: { identityId } }], now)
  return changed
}

/** Nothing more is sent to it until the customer writes from it again. Told once, however many bounces arrive. */
export async function markUndeliverable(
  tx: Tx,
  { identityId, reason, now }: { identityId: string; reason: Wording; now: Date },
): Promise<void> {
  const identity = await lockIdentity(tx, identityId)
  if (!identity || identity.undeliverable_since !== null) return
  await changeIdentity(tx, identityId, {
    undeliverable_since: now,
    undeliverable_reason: reason.sentence,
    undeliverable_words: JSON.stringify(reason.words),
  })
  const { canonicalId } = await lockCustomer(tx, identity.customer_id)
  await recordEvents(
    tx,
    [{ type: 'identity.undeliverable', customerId: canonicalId, data: { identityId, reason: reason.sentence } }],
    now,
  )
}
