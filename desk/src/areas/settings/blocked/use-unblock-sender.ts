import { useQueryClient } from '@tanstack/react-query'
import { blockDomain, unblockDomain, type BlockedSender } from '@throughline/protocol/customers/blocked-senders.ts'
import { blockCustomer, unblockCustomer } from '@throughline/protocol/customers/blocks.ts'
import { updateIdentity } from '@throughline/protocol/customers/identities.ts'
import { keys } from '../../../data/query-keys.ts'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'
import { w } from './words/words.ts'

export function nameOfBlocked({ kind, domain, identity, customer }: BlockedSender): string {
  if (kind === 'domain') return domain ?? ''
  if (kind === 'address') return identity?.value ?? ''
  return customer?.name ?? w.common.unnamed
}

/** Lets a sender in again; what is offered afterwards blocks them for the same reason. */
export function useUnblockSender(): (sender: BlockedSender) => void {
  const queryClient = useQueryClient()
  const run = async (sender: BlockedSender, isBlocked: boolean) => {
    try {
      await setBlocked(sender, isBlocked)
      await Promise.all(
        [keys.allBlockedSenders, ['customer'], ['addresses']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      )
      if (isBlocked) tell(w.common.undone)
      else tell(w.blocked.unblocked(nameOfBlocked(sender)), () => void run(sender, true))
    } catch (error) {
      tellProblem(error)
    }
  }
  return (sender) => void run(sender, false)
}

async function setBlocked({ domain, identity, customer, kind, reason }: BlockedSender, isBlocked: boolean) {
  if (kind === 'domain' && domain !== null) {
    const params = { domain }
    if (isBlocked) await call(blockDomain, { params, body: { reason: reason ?? '' } })
    else await call(unblockDomain, { params })
  } else if (kind === 'address' && identity !== null) {
    const why = isBlocked && reason !== null ? { reason } : {}
    await call(updateIdentity, { params: { id: identity.id }, body: { blocked: isBlocked, ...why } })
  } else if (customer !== null) {
    const params = { id: customer.id }
    if (isBlocked) await call(blockCustomer, { params, body: { reason: reason ?? '' } })
    else await call(unblockCustomer, { params })
  }
}
