import { queryOptions } from '@tanstack/react-query'
import { listReachableAddresses } from '@throughline/protocol/timeline/addresses.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

/** Every way to write to a customer about an issue. */
export function addressesQuery(customerId: string, issueId: string | null) {
  return queryOptions({
    queryKey: keys.addresses(customerId, issueId),
    queryFn: () =>
      call(listReachableAddresses, { params: { id: customerId }, query: issueId === null ? {} : { issueId } }),
  })
}
