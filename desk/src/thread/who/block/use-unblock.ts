import { useMutation } from '@tanstack/react-query'
import { blockCustomer, unblockCustomer } from '@throughline/protocol/customers/blocks.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { call } from '../../../session/call.ts'
import { nameOf } from '../../../data/customers/name-of.ts'
import { useCustomerChange } from '../../../data/customers/use-customer-change.ts'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { w } from '../../../words/words.ts'

/** Lets the customer in again; what is offered afterwards blocks them for the same reason. */
export function useUnblock(customer: Customer) {
  const change = useCustomerChange(customer.id)
  const params = { id: customer.id }
  const again = useMutation({
    mutationFn: (reason: string) => call(blockCustomer, { params, body: { reason } }),
    onSuccess: (changed) => change.replaced(changed),
    onError: tellProblem,
  })
  return useMutation({
    mutationFn: () => call(unblockCustomer, { params }),
    onSuccess: (changed) => {
      const reason = customer.block?.reason
      change.replaced(changed)
      tell(w.who.personUnblocked(nameOf(changed)), reason === undefined ? undefined : () => again.mutate(reason))
    },
    onError: tellProblem,
  })
}
