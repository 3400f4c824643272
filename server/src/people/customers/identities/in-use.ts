import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { can, type Caller } from '../../../platform/http/http.ts'
import { AppError } from '../../../lib/errors.ts'
import { displayNamesOf } from '../names.ts'
import { customerSubject } from '../subject.ts'
import { canonicalIdOf } from '../thread/find-thread.ts'
import type { IdentityRow } from './queries.ts'

/** Says who holds the address and what can be done about it. */
export async function identityInUse(tx: Tx, holder: IdentityRow): Promise<AppError> {
  const customerId = await canonicalIdOf(tx, holder.customer_id)
  const name = (await displayNamesOf(tx, [customerId])).get(customerId)
  const address = holder.value
  return new AppError(
    'identity_in_use',
    name === undefined || name === null
      ? customerWords.address_in_use_unnamed({ address })
      : customerWords.address_in_use({ address, name }),
    { details: { customerId, identityId: holder.id } },
  )
}

/** Throws it on: of a customer whom a rule hides from the caller it says no more than that there is somebody. */
export function throwWithoutHidden(caller: Caller, error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'identity_in_use') throw error
  const customerId = error.details?.['customerId']
  if (typeof customerId !== 'string' || can(caller, 'customers.read', customerSubject(customerId))) throw error
  throw new AppError('identity_in_use', customerWords.address_of_somebody())
}
