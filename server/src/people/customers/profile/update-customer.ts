import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Attributes } from '@throughline/protocol/primitives.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import { refuseUnlessAsSeen } from '../../../lib/as-seen.ts'
import { AppError } from '../../../lib/errors.ts'
import { lockCustomer } from '../thread/lock-thread.ts'
import { changeAttributes, combineAttributes, maxAttributesChars } from './attributes.ts'
import { changeCustomer, recordsOf } from './queries.ts'

/** Changes what the canonical record says; those that joined it keep what is theirs. */
export async function updateCustomer(
  tx: Tx,
  {
    customerId,
    displayName,
    attributes,
    was,
    now,
  }: {
    customerId: string
    displayName?: string | null
    attributes?: Attributes
    was?: { displayName?: string | null; attributes?: Attributes }
    now: Date
  },
): Promise<{ canonicalId: string }> {
  const { canonicalId, memberIds } = await lockCustomer(tx, customerId)
  const [own, ...joined] = await recordsOf(tx, memberIds)
  const records = [own!, ...joined]
  const shownName = records.find((record) => record.displayName !== null)?.displayName ?? null
  refuseUnlessAsSeen({ displayName: was?.displayName }, { displayName: shownName })
  refuseUnlessAsSeen(was?.attributes, combineAttributes(records.map((record) => record.attributes)))
  const changed = {
    displayName: displayName === undefined ? own!.displayName : displayName,
    attributes: changeAttributes(
      own!.attributes,
      joined.map((record) => record.attributes),
      attributes ?? {},
    ),
  }
  refuseOversize(changed.attributes)
  const before = { displayName: own!.displayName, attributes: own!.attributes }
  if (JSON.stringify(changed) === JSON.stringify(before)) return { canonicalId }
  await changeCustomer(tx, canonicalId, { ...changed, now })
  await recordEvents(tx, [{ type: 'customer.updated', customerId: canonicalId }], now)
  return { canonicalId }
}

export function refuseOversize(attributes: Attributes): void {
  if (JSON.stringify(attributes).length <= maxAttributesChars) return
  throw new AppError('too_large', customerWords.attributes_too_large())
}
