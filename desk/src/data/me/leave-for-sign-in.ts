import type { QueryClient } from '@tanstack/react-query'
import type { AnyRouter } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { realtime } from '../../session/realtime/desk-realtime.ts'

/** The session is over: forget what was seen, and come back to the same place after signing in. */
export function leaveForSignIn(router: AnyRouter, queryClient: QueryClient): void {
  const { pathname, href } = router.state.location
  if (pathname === paths.signIn || pathname === paths.setup || pathname === paths.invitation) return
  realtime.stop()
  queryClient.clear()
  void router.navigate({ to: paths.signIn, search: { next: href } })
}
