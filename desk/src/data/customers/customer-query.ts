import { queryOptions } from '@tanstack/react-query'
import { getCustomer } from '@throughline/protocol/customers/customers.ts'
import { listSuggestions } from '@throughline/protocol/customers/merges.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

export function customerQuery(customerId: string) {
  return queryOptions({
    queryKey: keys.customer(customerId),
    queryFn: () => call(getCustomer, { params: { id: customerId } }),
    staleTime: 60_000,
  })
}

export function suggestionsQuery(customerId: string) {
  return queryOptions({
    queryKey: keys.suggestions(customerId),
    queryFn: () => call(listSuggestions, { params: { id: customerId } }),
    staleTime: 60_000,
  })
}
