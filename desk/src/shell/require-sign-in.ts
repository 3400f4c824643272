import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { getSetup } from '@throughline/protocol/staff.ts'
import { call } from '../api/call.ts'
import { isProblem } from '../api/problem-error.ts'
import { paths } from '../paths.ts'
import { meQuery } from './use-me.ts'

/** Whoever is not signed in goes to sign-in, or to set-up when nobody has an account yet; `href` is where to return. */
export async function requireSignIn(queryClient: QueryClient, href: string): Promise<void> {
  try {
    await queryClient.ensureQueryData(meQuery)
  } catch (error) {
    if (!isProblem(error, 'unauthenticated')) throw error
    const { needed } = await call(getSetup, {})
    if (needed) throw redirect({ to: paths.setup })
    throw redirect({ to: paths.signIn, search: href === '/' || href === paths.inbox ? {} : { next: href } })
  }
}
