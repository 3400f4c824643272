import type { Permission } from '@throughline/protocol/permissions.ts'
import type { Db } from '../../../../platform/db/db.ts'
import type { Authenticate, Caller, Credentials, RulesOf } from '../../../../platform/http/http.ts'
import { minuteMs, secondMs, type Clock } from '../../../../lib/clock.ts'
import type { Logger } from '../../../../lib/logger.ts'
import { permissionsOfRoles } from '../../role-list.ts'
import { permissionsOfToken, isUsable, tokensWithMakers } from '../../tokens/makers.ts'
import { hashToken } from '../../tokens/tokens.ts'
import type { Auth } from '../auth.ts'
import { createBriefCache } from './brief-cache.ts'
import { narrowedBy } from './narrowed-by.ts'
import { cookiePrefix } from '../cookies.ts'

interface Known {
  caller: Omit<Caller, 'address'>
  expiresAtMs: number
  /** When the last use of the token was last stored. */
  usedAtMs: number
}

/**
 * Who sent this? A token in the `Authorization` header, else the session cookie; the same for a plain request and
 * for a WebSocket upgrade. Asks the database at most every few seconds per credential.
 */
export function createAuthenticate(deps: {
  db: Db
  auth: Auth
  publicUrl: string
  clock: Clock
  logger: Logger
  rulesOf?: RulesOf | undefined
}) {
  const { db, auth, clock, logger } = deps
  const sessionCookie = new RegExp(`(?<=^|; ?)${cookiePrefix(deps.publicUrl)}\\.session_token=[^;]+`)
  const cache = createBriefCache<Known>({ ttlMs: 5 * secondMs, clock })

  const authenticate: Authenticate = (credentials) => {
    const { authorization, cookie } = credentials.headers
    // A request with a token is judged by the token: a cookie does not help when it is wrong.
    if (authorization !== undefined) {
      if (!isBearer.test(authorization)) return null
      return callerOf(
        cache.get(authorization, () => loadToken(authorization.slice('Bearer '.length).trim())),
        credentials,
      )
    }
    const session = cookie === undefined ? undefined : sessionCookie.exec(cookie)?.[0]
    if (session === undefined) return null
    return callerOf(
      cache.get(session, () => loadSession(session)),
      credentials,
    )
  }

  function callerOf(found: ReturnType<typeof cache.get>, credentials: Credentials): ReturnType<Authenticate> {
    return found instanceof Promise ? found.then((known) => admit(known, credentials)) : admit(found, credentials)
  }

  function admit(known: Known | null, { address }: Credentials): Caller | null {
    const nowMs = clock.now().getTime()
    if (!known || known.expiresAtMs <= nowMs) return null
    if (known.caller.kind === 'token' && nowMs - known.usedAtMs >= minuteMs) noteUse(known, nowMs)
    return { ...known.caller, address }
  }

  async function loadToken(token: string): Promise<Known | null> {
    const row = await tokensWithMakers(db).where('api_tokens.token_hash', '=', hashToken(token)).executeTakeFirst()
    if (!row || !isUsable(row)) return null
    const { id, name, role } = row
    const permissions = new Set(permissionsOfToken(row, await permissionsOfRoles(db)))
    const endsAtMs = row.expires_at?.getTime() ?? Infinity
    const person = { id: row.stands_for, role: row.person_role }
    const narrowed = await narrowedBy(deps.rulesOf, { kind: 'token', id, role }, person)
    return {
      caller: { kind: 'token', id, name, role, permissions, endsAtMs, ...narrowed },
      expiresAtMs: endsAtMs,
      usedAtMs: row.last_used_at?.getTime() ?? 0,
    }
  }

  async function loadSession(cookie: string): Promise<Known | null> {
    // Extending the session is left to the browser's own call, which gets the new cookie with it.
    const found = await auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } })
    if (!found?.user.active) return null
    const { id, name, role } = found.user
    const endsAtMs = found.session.expiresAt.getTime()
    const permissions = await permissionsOf(role)
    const narrowed = await narrowedBy(deps.rulesOf, { kind: 'staff', id, role })
    return {
      caller: { kind: 'staff', id, name, role, permissions, sessionId: found.session.id, endsAtMs, ...narrowed },
      expiresAtMs: endsAtMs,
      usedAtMs: 0,
    }
  }

  async function permissionsOf(role: string): Promise<ReadonlySet<Permission>> {
    return new Set((await permissionsOfRoles(db))(role))
  }

  function noteUse(known: Known, nowMs: number): void {
    known.usedAtMs = nowMs
    db.updateTable('api_tokens')
      .set({ last_used_at: new Date(nowMs) })
      .where('id', '=', known.caller.id)
      .execute()
      .catch((error: unknown) => logger.warn({ err: error }, 'the use of a token was not written down'))
  }

  return { authenticate, forget: cache.clear }
}

const isBearer = /^bearer /i
