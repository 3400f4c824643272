import type { Db } from '../../db/db.ts'
import type { Authenticate, HttpServer } from '../../http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import type { SecretBox } from '../../lib/secrets.ts'
import { createAttempts } from './attempts.ts'
import { createAuth } from './auth.ts'
import { createAuthenticate } from './authenticate.ts'
import { signInRoutes } from './routes.ts'

/**
 * Proving who one is: passwords, second factors, sessions in cookies, API tokens. The library behind it sees only
 * requests that have passed the same checks as all others (origin, rate, size).
 */
export interface SignIn {
  readonly authenticate: Authenticate
  /** Serves `/api/auth/…`. */
  routes(app: HttpServer): void
  /** After anybody's access changed: forgets who was recognised in the last seconds, and looks at open sockets. */
  forget(): void
}

export function createSignIn(deps: {
  db: Db
  secrets: SecretBox
  publicUrl: string
  clock: Clock
  logger: Logger
}): SignIn {
  const auth = createAuth({ ...deps, onChange: forget })
  const known = createAuthenticate({ ...deps, auth })
  const attempts = createAttempts(deps.clock)
  const servers = new Set<HttpServer>()

  function forget(): void {
    known.forget()
    for (const app of servers) void app.throughline.sockets.recheck()
  }

  return {
    authenticate: known.authenticate,
    routes(app) {
      servers.add(app)
      signInRoutes(app, { ...deps, auth, attempts })
    },
    forget,
  }
}
