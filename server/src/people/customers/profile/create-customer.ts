import type { NewIdentity } from '@throughline/protocol/customers/identity.ts'
import type { Attributes } from '@throughline/protocol/primitives.ts'
import type { CountryCode } from 'libphonenumber-js/max'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import { newId } from '../../../lib/ids.ts'
import { attachIdentity } from '../identities/attach.ts'
import type { IdentityRow } from '../identities/queries.ts'
import type { Actor } from '../tables.ts'
import { withoutNulls } from './attributes.ts'
import { insertCustomer } from './queries.ts'
import { refuseOversize } from './update-customer.ts'

export interface NewCustomer {
  displayName: string | null
  attributes: Attributes
  identities: readonly z.infer<typeof NewIdentity>[]
  provenance: IdentityRow['provenance']
  by: Actor
  now: Date
  defaultRegion?: CountryCode
}

/** Adds a customer with all of their addresses, or none: an address that somebody holds refuses the whole. */
export async function createCustomer(tx: Tx, customer: NewCustomer): Promise<string> {
  const { displayName, identities, provenance, by, now, defaultRegion } = customer
  const attributes = withoutNulls(customer.attributes)
  refuseOversize(attributes)
  const customerId = newId()
  await insertCustomer(tx, { id: customerId, displayName, attributes, now })
  await recordEvents(tx, [{ type: 'customer.created', customerId }], now)
  const region = defaultRegion === undefined ? {} : { defaultRegion }
  for (const identity of identities) {
    await attachIdentity(tx, { customerId, identity, provenance, by, now, mayMerge: false, ...region })
  }
  return customerId
}
