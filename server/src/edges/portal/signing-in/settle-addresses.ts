import { customerWords } from '@throughline/protocol/customers/words.ts'
import { attachIdentity, proofOf, raiseAssurance, type Actor } from '../../../people/customers/customers.ts'
import { transact } from '../../../platform/db/db.ts'
import { AppError } from '../../../lib/errors.ts'
import type { PortalDeps } from '../deps.ts'
import type { Profile } from '../tables.ts'

/** Who did what follows from the host's word. */
export const byHost: Actor = { kind: 'system', id: 'portal', name: 'The company’s own site' }
export const signedBy = customerWords.signed_by_site()

/**
 * Keeps the addresses that the host named with the customer: at a sign-in, and when an account that was not known then
 * writes for the first time.
 */
export async function settleAddresses(
  deps: Pick<PortalDeps, 'db' | 'logger'>,
  customerId: string,
  said: Addresses,
  now: Date,
): Promise<void> {
  for (const address of addressesOf(said)) await proveAddress(deps, customerId, address, now)
}

interface HostAddress {
  kind: 'email' | 'phone'
  value: string
  isVerified: boolean
}

type Addresses = Pick<Profile, 'email' | 'emailVerified' | 'phone' | 'phoneVerified'>

export function addressesOf({ email, emailVerified = false, phone, phoneVerified = false }: Addresses): HostAddress[] {
  return [
    ...(email === undefined ? [] : [{ kind: 'email' as const, value: email, isVerified: emailVerified }]),
    ...(phone === undefined ? [] : [{ kind: 'phone' as const, value: phone, isVerified: phoneVerified }]),
  ]
}

/** What the host checked is proven, what it merely passes on is a claim. Who holds it already decides what follows. */
async function proveAddress(
  deps: Pick<PortalDeps, 'db' | 'logger'>,
  customerId: string,
  { kind, value, isVerified }: HostAddress,
  now: Date,
): Promise<void> {
  try {
    await transact(deps.db, async (tx) => {
      const claim = { kind, value, assurance: 'claimed' } as const
      const identity = await attachIdentity(tx, { customerId, identity: claim, provenance: 'host', by: byHost, now })
      const { level } = proofOf({ kind: 'host', isChecked: isVerified })
      if (level === 'claimed' || identity.assurance === 'host-authenticated') return
      await raiseAssurance(tx, { identityId: identity.id, assurance: level, by: byHost, reason: signedBy, now })
    })
  } catch (error) {
    // An address that is none, or one too many, is no reason to turn its owner away.
    if (!(error instanceof AppError)) throw error
    deps.logger.info({ err: error, customer: customerId }, 'an address from the company’s site was not kept')
  }
}
