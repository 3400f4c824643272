import { customerWords } from '@throughline/protocol/customers/words.ts'
import { AppError } from '../../../lib/errors.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { canonicalOf, membersOf, threadOfAddress } from './queries.ts'

// Which records a thread is made of, without a lock.

/** The canonical record of the customer now, and all records of its thread, in one round trip. */
export async function threadOf(
  db: Db | Tx,
  customerId: string,
): Promise<{ canonicalId: string; memberIds: readonly string[] }> {
  const memberIds = await membersOf(db, customerId)
  const [canonicalId] = memberIds
  if (canonicalId === undefined) throw unknownCustomer(customerId)
  return { canonicalId, memberIds }
}

/** The same by an address, with the record that the address belongs to. */
export async function threadOfIdentity(
  db: Db | Tx,
  identityId: string,
): Promise<{ homeId: string; canonicalId: string; memberIds: readonly string[] }> {
  const thread = await threadOfAddress(db, identityId)
  if (!thread) throw new AppError('not_found', customerWords.no_such_address())
  return { ...thread, canonicalId: thread.memberIds[0]! }
}

/** The record that stands for the customer now. */
export async function canonicalIdOf(db: Db | Tx, customerId: string): Promise<string> {
  const canonicalId = await canonicalOf(db, customerId)
  if (canonicalId === null) throw unknownCustomer(customerId)
  return canonicalId
}

export function unknownCustomer(customerId: string): AppError {
  return new AppError('not_found', customerWords.no_such_customer(), { internal: { customerId } })
}
