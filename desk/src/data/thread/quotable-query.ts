import { queryOptions } from '@tanstack/react-query'
import { getQuotable } from '@throughline/protocol/timeline/quotable.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

/** What an answer by this way would quote; asked only where the channel quotes at all. */
export function quotableQuery(customerId: string, issueId: string | null, address: ReachableAddress | null) {
  const [channelId, identityId] = [address?.channel.id ?? '', address?.identity.id ?? '']
  return queryOptions({
    queryKey: keys.quotable(customerId, issueId, channelId, identityId),
    queryFn: () =>
      call(getQuotable, { params: { id: customerId }, query: { issueId: issueId ?? '', channelId, identityId } }),
    enabled: issueId !== null && address?.quotes !== undefined,
  })
}
