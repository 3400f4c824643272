import { queryOptions } from '@tanstack/react-query'
import { getChannel, listChannelKinds, listChannels } from '@throughline/protocol/channels/channels.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

export const channelsQuery = queryOptions({
  queryKey: keys.channels,
  queryFn: () => call(listChannels, { query: { limit: 200 } }),
})

export const channelKindsQuery = queryOptions({
  queryKey: keys.channelKinds,
  queryFn: () => call(listChannelKinds, {}),
  staleTime: Infinity,
})

export function channelQuery(channelId: string) {
  return queryOptions({
    queryKey: keys.channel(channelId),
    queryFn: () => call(getChannel, { params: { id: channelId } }),
    staleTime: 0,
  })
}
