import { queryOptions } from '@tanstack/react-query'
import { listRoles } from '@throughline/protocol/staff/roles.ts'
import { listStaff } from '@throughline/protocol/staff/members.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

export const staffQuery = queryOptions({
  queryKey: keys.staff,
  queryFn: () => call(listStaff, { query: { limit: 200 } }),
  staleTime: 5 * 60_000,
})

export const rolesQuery = queryOptions({
  queryKey: keys.roles,
  queryFn: () => call(listRoles, {}),
  staleTime: 5 * 60_000,
})
