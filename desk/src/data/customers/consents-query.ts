import { queryOptions } from '@tanstack/react-query'
import { listConsents } from '@throughline/protocol/consents/consents.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

export function consentsQuery(customerId: string) {
  return queryOptions({
    queryKey: keys.consents(customerId),
    queryFn: () => call(listConsents, { params: { id: customerId } }),
    staleTime: 60_000,
  })
}
