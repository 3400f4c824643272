import { queryOptions } from '@tanstack/react-query'
import { listTeams } from '@throughline/protocol/staff/teams.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

export const teamsQuery = queryOptions({
  queryKey: keys.teams,
  queryFn: () => call(listTeams, {}),
  staleTime: 5 * 60_000,
})
