import { channelWords } from '@throughline/protocol/channels/words.ts'
import {
  domainBlockOf,
  holderOf,
  identitiesBehind,
  isBlocked,
  normaliseIdentity,
} from '../../people/customers/customers.ts'
import type { Tx } from '../../platform/db/db.ts'
import { AppError, fieldError } from '../../lib/errors.ts'
import type { WhoIsUs } from '../us/who-is-us.ts'

/**
 * Whom a forward goes to, each once. Never a channel of ours, where it would come back in; never the customer of the
 * issue, who is answered instead; never somebody who is blocked. Colleagues are fine: they have mailboxes of their own.
 */
export async function recipientsOf(
  tx: Tx,
  { whoIsUs }: { whoIsUs: WhoIsUs },
  { to, memberIds }: { to: readonly string[]; memberIds: readonly string[] },
): Promise<string[]> {
  const addresses = [...new Set(to.map(spelled))]
  const us = await whoIsUs.now()
  const own = addresses.find((address) => us.isMailbox(address) || us.channelsOf([address]).size > 0)
  if (own !== undefined) throw new AppError('invalid_request', channelWords.own_address({ address: own }))
  const ofCustomer = new Set((await identitiesBehind(tx, memberIds)).map(({ value }) => value))
  for (const address of addresses) {
    if (ofCustomer.has(address)) {
      throw new AppError('invalid_request', channelWords.forward_to_customer({ address }))
    }
    if (await isAddressBlocked(tx, address))
      throw new AppError('invalid_request', channelWords.forward_to_blocked({ address }))
  }
  return addresses
}

function spelled(address: string): string {
  const { value, problem } = normaliseIdentity('email', address)
  if (problem === null) return value
  throw new AppError('invalid_request', problem, { details: { errors: [fieldError('to', problem)] } })
}

/** The address itself, its holder, or its domain. */
async function isAddressBlocked(tx: Tx, value: string): Promise<boolean> {
  if ((await domainBlockOf(tx, { kind: 'email', value })) !== null) return true
  const holder = await holderOf(tx, { kind: 'email', value, scope: '' })
  return holder !== null && isBlocked(tx, holder.id)
}
