import type { Db } from '../../../platform/db/db.ts'
import type { Authenticate, CallersNow, HttpServer, RulesOf } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import type { Logger } from '../../../lib/logger.ts'
import type { OpenIdSettings } from '../../../lib/openid-settings.ts'
import type { SecretBox } from '../../../lib/secrets.ts'
import { createAttempts } from './attempts/attempts.ts'
import { createAuth } from './auth.ts'
import { createAuthenticate } from './callers/authenticate.ts'
import { createCallersNow } from './callers/callers-now.ts'
import { openIdRoutes } from './openid/routes.ts'
import { signInRoutes } from './routes.ts'
import { ownPasswordRoute } from './passwords/own-password.ts'
import { createHashQueue, type HashQueue } from './passwords/hash-queue.ts'
import type { HashCost } from './passwords/password.ts'

/**
 * Authentication: passwords, the company's own sign-in, second factors, sessions in cookies, API tokens. The library behind it gets only requests
 * that have passed the same checks as all others (origin, rate, size).
 */
export interface SignIn {
  readonly authenticate: Authenticate
  readonly callersNow: CallersNow
  /** Serves `/api/auth/…`. */
  routes(app: HttpServer): void
  /** For other work that hashes a password: runs it when it is this address's turn. */
  queueHashing: HashQueue['run']
  /** After a change of access on this node: empties the cache of callers and checks open sockets. */
  forget(): Promise<void>
  /** Called after each check for changes of access on any node. Rejects when open sockets could not be checked. */
  readonly onAccessCheck: (isChanged: boolean) => Promise<void>
}

export function createSignIn(deps: {
  db: Db
  secrets: SecretBox
  publicUrl: string
  clock: Clock
  logger: Logger
  openId: OpenIdSettings | null
  guardedFetch: typeof globalThis.fetch
  hashCost?: HashCost | undefined
  rulesOf?: RulesOf | undefined
}): SignIn {
  const auth = createAuth({ ...deps, onChange: () => void forget() })
  const known = createAuthenticate({ ...deps, auth })
  const attempts = createAttempts(deps)
  const hashQueue = createHashQueue(deps)
  const servers = new Set<HttpServer>()

  async function recheck(): Promise<void> {
    known.forget()
    for (const app of servers) await app.throughline.sockets.recheck()
  }

  async function forget(): Promise<void> {
    try {
      await recheck()
    } catch (error) {
      // The change is in the database: the next check finds it.
      deps.logger.warn({ err: error }, 'open connections could not be looked at')
    }
  }

  /** Sessions and tokens also end by the clock, which changes no row. */
  function hasEnded(): boolean {
    const nowMs = deps.clock.now().getTime()
    return [...servers].some((app) =>
      app.throughline.sockets.callers().some(({ endsAtMs = Infinity }) => endsAtMs <= nowMs),
    )
  }

  return {
    authenticate: known.authenticate,
    callersNow: createCallersNow(deps),
    async onAccessCheck(isChanged) {
      if (isChanged || hasEnded()) await recheck()
      for (const app of servers) app.throughline.sockets.confirm()
    },
    routes(app) {
      servers.add(app)
      app.addHook('preClose', async () => hashQueue.clear())
      signInRoutes(app, { ...deps, auth, attempts, hashQueue })
      ownPasswordRoute(app, deps)
      openIdRoutes(app, { ...deps, auth, forget })
    },
    queueHashing: (address, work) => hashQueue.run(address, work),
    forget,
  }
}
