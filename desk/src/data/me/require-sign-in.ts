import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { getSetup } from '@throughline/protocol/staff/setup.ts'
import { call } from '../../session/call.ts'
import { isProblem } from '../../session/problem-error.ts'
import { preferencesQuery } from './preferences.ts'
import { paths } from '../../paths.ts'
import { speak } from '../../words/words.ts'
import { meQuery } from './use-me.ts'

/** In the language that was chosen on any device, before anything is drawn. */
async function speakAsPreferred(queryClient: QueryClient): Promise<void> {
  try {
    const { language } = await queryClient.ensureQueryData(preferencesQuery)
    if (language !== null) await speak(language)
  } catch {
    // The language of the device will do; whether anybody is signed in is asked beside this.
  }
}

/** A person who is not signed in goes to sign-in, or to set-up when nobody has an account yet; `href` is where to return. */
export async function requireSignIn(queryClient: QueryClient, href: string): Promise<void> {
  try {
    await Promise.all([queryClient.ensureQueryData(meQuery), speakAsPreferred(queryClient)])
  } catch (error) {
    if (!isProblem(error, 'unauthenticated')) throw error
    const { needed } = await call(getSetup, {})
    if (needed) throw redirect({ to: paths.setup })
    throw redirect({ to: paths.signIn, search: href === '/' || href === paths.inbox ? {} : { next: href } })
  }
}
