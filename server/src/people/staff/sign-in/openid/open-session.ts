import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

export const openSessionPath = '/sign-in/openid'

/**
 * Lets us open a session of the sign-in library for a person whom the provider has proven. Not reachable from outside:
 * the library serves no endpoint that is marked as the server's own, and we hand it no request for this path.
 */
export const openSession = {
  id: 'openid',
  endpoints: {
    openSession: createAuthEndpoint(
      openSessionPath,
      { method: 'POST', body: z.object({ staffId: z.uuid() }), metadata: { SERVER_ONLY: true } },
      async (ctx) => {
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(ctx.body.staffId)
        if (!user) throw ctx.error('UNAUTHORIZED')
        const session = await internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ user: { id: user.id, name: user.name, email: user.email } })
      },
    ),
  },
}
