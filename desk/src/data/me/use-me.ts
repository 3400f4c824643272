import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Permission } from '@throughline/protocol/permissions.ts'
import { getMe } from '@throughline/protocol/staff/members.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: () => call(getMe, {}),
  staleTime: 5 * 60_000,
})

/** Who is signed in. Inside the desk there always is somebody: the route made sure. */
export function useMe() {
  return useSuspenseQuery(meQuery).data
}

/** What cannot be done is not offered; the server is who decides. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission)
}
