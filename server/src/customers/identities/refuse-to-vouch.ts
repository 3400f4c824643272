import type { Assurance } from '@throughline/protocol/customers.ts'
import type { Caller } from '../../http/http.ts'
import { AppError } from '../../lib/errors.ts'
import { mayVouch } from './claims.ts'

export function refuseToVouch(caller: Caller, assurance: Assurance): void {
  if (mayVouch(caller.kind, assurance)) return
  throw new AppError(
    'forbidden',
    `Nobody can vouch by hand that an address is ${assurance}: only the company's own site can, with a token.`,
  )
}
