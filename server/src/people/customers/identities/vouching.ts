import { customerWords } from '@throughline/protocol/customers/words.ts'
import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import { recordAudit } from '../../audit/audit.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { can, everything, refuseUnlessCan, type Caller } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { AppError, fieldError } from '../../../lib/errors.ts'
import { isStronger } from './assurance.ts'
import { mayVouch } from './claims.ts'

/** Whether this assurance needs vouching: an address that is merely entered is asserted. */
export function isVouching(assurance: Assurance | undefined): assurance is Assurance {
  return assurance !== undefined && isStronger(assurance, 'asserted')
}

/** Refuses an address with a higher assurance than asserted, unless the caller may vouch for it. */
export function refuseToVouch(caller: Caller, assurance: Assurance | undefined): void {
  if (isVouching(assurance)) refuseToRaise(caller, assurance)
}

/** The same for an existing address: raising its assurance at all is vouching. */
export function refuseToRaise(caller: Caller, assurance: Assurance): void {
  refuseUnlessCan(
    caller,
    'identities.vouch',
    everything,
    customerWords.needs_vouching({ assurance, role: caller.role }),
  )
  if (mayVouch(caller.kind, assurance)) return
  throw new AppError('forbidden', customerWords.only_site_vouches({ assurance }))
}

/** What attaching an address may change beside it, for this caller. It never merges: that is asked for by itself. */
export function attachingPowers(caller: Caller): { mayRaise: boolean; mayMerge: false } {
  return { mayRaise: can(caller, 'identities.vouch', everything), mayMerge: false }
}

export interface Vouch {
  kind: 'identity' | 'customer'
  id: string
  assurance: Assurance
  reason: string | undefined
}

/** In the transaction of what it vouches for. A person has to give a reason; a program need not. */
export async function recordVouch(
  tx: Tx,
  clock: Clock,
  caller: Caller,
  { kind, id, assurance, reason }: Vouch,
): Promise<void> {
  if (reason === undefined && caller.kind === 'staff') throw reasonMissing()
  const details = { assurance, reason: reason ?? null }
  await recordAudit(tx, { actor: caller, action: 'identity.vouched', subject: { kind, id }, details }, clock)
}

export function reasonMissing(): AppError {
  return new AppError('invalid_request', customerWords.reason_missing(), {
    details: { errors: [fieldError('reason', fieldWords.missing())] },
  })
}
