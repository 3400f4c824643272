import type { Tx } from '../../../platform/db/db.ts'
import { AppError } from '../../../lib/errors.ts'
import { displayNamesOf } from '../names.ts'
import { canonicalIdOf } from '../thread/lock-thread.ts'
import type { IdentityRow } from './queries.ts'

/** Says who holds the address and what can be done about it. */
export async function identityInUse(tx: Tx, holder: IdentityRow): Promise<AppError> {
  const customerId = await canonicalIdOf(tx, holder.customer_id)
  const name = (await displayNamesOf(tx, [customerId])).get(customerId) ?? 'another customer'
  return new AppError(
    'identity_in_use',
    `${holder.value} belongs to ${name}. If the two are one person, merge them; if not, detach it there first.`,
    { details: { customerId, identityId: holder.id } },
  )
}
