import { channelWords } from '@throughline/protocol/channels/words.ts'
import { customerWords } from '@throughline/protocol/customers/words.ts'
import {
  canonicalIdOf,
  createCustomer,
  customerSubject,
  holderOf,
  normaliseIdentity,
  threadOf,
} from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { can, type Caller } from '../../platform/http/http.ts'
import { AppError, fieldError } from '../../lib/errors.ts'
import type { OutboundDeps } from './deps.ts'
import { addressesOf, chooseAddress } from './reach.ts'

export interface Recipient {
  customerId: string
  identityId: string
  isNew: boolean
}

/**
 * Whom a typed address belongs to. Where nobody has it a customer is added, in the same transaction that makes sure that
 * they can be written to: no record is left of an address that nothing can be sent to.
 */
export async function findRecipient(
  deps: OutboundDeps,
  { email, by }: { email: string; by: Caller },
): Promise<Recipient> {
  const { value, problem } = normaliseIdentity('email', email)
  if (problem !== null) {
    throw new AppError('invalid_request', problem, { details: { errors: [fieldError('email', problem)] } })
  }
  // What comes from such an address never reaches a customer's thread: their answer would not be found there.
  if ((await deps.whoIsUs.now()).whoIs(value) !== null) {
    throw new AppError('invalid_request', channelWords.belongs_to_us({ address: value }))
  }
  const found = await transact(deps.db, (tx) => find(tx, deps, { value, by })).catch(async (error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'identity_in_use') throw error
    // Two of the same at once: the other one has added it.
    return transact(deps.db, async (tx) => (await held(tx, deps, { value, by })) ?? Promise.reject(error))
  })
  if (found.isNew) deps.changed(found.customerId, [])
  return found
}

interface Asked {
  value: string
  by: Caller
}

async function find(tx: Tx, deps: OutboundDeps, asked: Asked): Promise<Recipient> {
  const present = await held(tx, deps, asked)
  if (present) return present
  const { value, by } = asked
  const customerId = await createCustomer(tx, {
    displayName: null,
    attributes: {},
    identities: [{ kind: 'email', value, assurance: 'asserted' }],
    provenance: by.kind === 'staff' ? 'staff' : 'api',
    by: { kind: by.kind, id: by.id, name: by.name },
    now: deps.clock.now(),
  })
  const ways = await addressesOf(tx, deps, [customerId])
  if (ways.length === 0) throw new AppError('unusable_channel', channelWords.no_mail_channel())
  return { customerId, identityId: chooseAddress(ways, {}).identity.id, isNew: true }
}

/** Null: nobody has it. A customer whom a rule hides is no more than somebody. */
async function held(tx: Tx, deps: OutboundDeps, { value, by }: Asked): Promise<Recipient | null> {
  const holder = await holderOf(tx, { kind: 'email', value, scope: '' })
  if (!holder) return null
  const customerId = await canonicalIdOf(tx, holder.customer_id)
  const { memberIds } = await threadOf(tx, customerId)
  const isHidden = [customerId, ...memberIds].some((id) => !can(by, 'thread.write', customerSubject(id)))
  if (isHidden) throw new AppError('identity_in_use', customerWords.address_of_somebody())
  const identityId = holder.id
  const ways = await addressesOf(tx, deps, memberIds)
  if (!ways.some(({ identity }) => identity.id === identityId)) {
    throw new AppError('unusable_channel', channelWords.no_mail_channel())
  }
  chooseAddress(ways, { identityId })
  return { customerId, identityId, isNew: false }
}
