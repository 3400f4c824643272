import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import {
  isNarrowedBy,
  onColumns,
  refuseUnlessCan,
  type Action,
  type Caller,
  type FactSql,
  type Subject,
  type SubjectKind,
} from '../../platform/http/http.ts'
import { membersOf } from './thread/queries.ts'

declare module '../../platform/http/access/rules.ts' {
  interface FactKinds {
    /** `id`: of any of the records of one person. A rule that names a customer names all of them. */
    customer: { id: string }
  }
}

const kindOf = (unknown: () => Wording): SubjectKind => ({ name: 'customer', seenBy: 'customers.read', unknown })
const aCustomer = kindOf(customerWords.no_such_customer)
const anotherCustomer = kindOf(customerWords.no_such_other)
const anAddress = kindOf(customerWords.no_such_address)
const aMerge = kindOf(customerWords.no_such_merge)

/** A customer, their profile and their thread as a whole. */
export const customerSubject = (id: string): Subject => ({ kind: aCustomer, customer: { id } })
/** The second of two that are named in one call. */
export const otherCustomerSubject = (id: string): Subject => ({ kind: anotherCustomer, customer: { id } })
export const addressSubject = (customerId: string): Subject => ({ kind: anAddress, customer: { id: customerId } })
export const mergeSubject = (customerId: string): Subject => ({ kind: aMerge, customer: { id: customerId } })

/** For rows whose `column` holds the id of a customer's record, or null. */
export function customerFacts(column: RawBuilder<unknown>): FactSql {
  const ofCustomer = onColumns({ id: column })
  return { customer: (where) => sql`(${column} is null or ${ofCustomer(where)})` }
}

/**
 * Asks for all records of the customer. Who is narrowed by no rule about customers costs no query; the id itself never
 * changes hands, so the answer needs no lock.
 */
export async function refuseUnlessCanCustomer(
  db: Db | Tx,
  caller: Caller,
  action: Action,
  customerId: string,
  subjectOf: (id: string) => Subject = customerSubject,
): Promise<void> {
  const ids = isNarrowedBy(caller, 'customer') ? await membersOf(db, customerId) : []
  for (const id of [customerId, ...ids]) refuseUnlessCan(caller, action, subjectOf(id))
}
