import { permissions as allPermissions, type Permission } from '@throughline/protocol/permissions.ts'
import { sql } from 'kysely'
import type { Db } from '../../../../platform/db/db.ts'
import { can, everything, type Caller, type CallersNow, type RulesOf } from '../../../../platform/http/http.ts'
import type { Clock } from '../../../../lib/clock.ts'
import { permissionsOfRoles } from '../../role-list.ts'
import { permissionsOfToken } from '../../tokens/makers.ts'
import { narrowedBy } from './narrowed-by.ts'

interface Standing {
  name: string
  role: string
  /** Of a token: the role of the person who stands for it, which limits what it may do. */
  person_role: string | null
  stands_for: string | null
  endsAt: Date | null
}

/** More at once would be one long statement. */
const portion = 1000

/**
 * The present rights of callers, for connections that stay open: the session or token of each is read again, a thousand
 * with one statement, since a change of one role may concern every open desk. An unchanged caller stays the same object,
 * and all callers of one role share their permissions.
 */
export function createCallersNow({
  db,
  clock,
  rulesOf,
}: {
  db: Db
  clock: Clock
  rulesOf?: RulesOf | undefined
}): CallersNow {
  return async (callers) => {
    if (callers.length === 0) return []
    const proofs = [...new Set(callers.map(proofOf))]
    const standings = new Map<string, Standing>()
    for (let start = 0; start < proofs.length; start += portion) {
      await readStandings(db, proofs.slice(start, start + portion), standings)
    }
    const permissionsOf = await permissionsOfRoles(db)
    const shared = new Map<string, ReadonlySet<Permission>>()
    const permissionsNow = ({ role, stands_for, person_role }: Standing): ReadonlySet<Permission> => {
      const key = `${role} ${person_role ?? ''}`
      const known =
        shared.get(key) ??
        new Set(permissionsOfToken({ role, stands_for, person_role, person_active: true }, permissionsOf))
      shared.set(key, known)
      return known
    }
    const nowMs = clock.now().getTime()
    const callerNow = async ({ narrowedBy: _before, ...caller }: Caller, found: Standing): Promise<Caller> => {
      const { name, role } = found
      const person = { id: found.stands_for, role: found.person_role }
      const endsAtMs = found.endsAt?.getTime() ?? Infinity
      const narrowed = await narrowedBy(rulesOf, { kind: caller.kind, id: caller.id, role }, person)
      return { ...caller, name, role, endsAtMs, permissions: permissionsNow(found), ...narrowed }
    }
    return Promise.all(
      callers.map(async (caller) => {
        const found = standings.get(proofOf(caller))
        if (!found || (found.endsAt?.getTime() ?? Infinity) <= nowMs) return null
        const now = await callerNow(caller, found)
        return isSame(caller, now) ? caller : now
      }),
    )
  }
}

/** Ids of sessions and tokens are unique across both. */
const proofOf = (caller: Caller): string => caller.sessionId ?? caller.id

async function readStandings(db: Db, ids: readonly string[], found: Map<string, Standing>): Promise<void> {
  const { rows } = await sql<Standing & { id: string }>`
    select s.id, staff.name, staff.role, null as person_role, null::uuid as stands_for, s.expires_at as "endsAt"
    from staff_sessions s join staff on staff.id = s.staff_id
    where s.id = any(${ids}::uuid[]) and staff.active
    union all
    select t.id, t.name, t.role, person.role, t.stands_for, t.expires_at
    from api_tokens t left join staff person on person.id = t.stands_for
    where t.id = any(${ids}::uuid[]) and t.revoked_at is null and (t.stands_for is null or person.active)`.execute(db)
  for (const { id, ...standing } of rows) found.set(id, standing)
}

function isSame(a: Caller, b: Caller): boolean {
  return (
    a.name === b.name &&
    a.role === b.role &&
    a.endsAtMs === b.endsAtMs &&
    JSON.stringify(a.narrowedBy) === JSON.stringify(b.narrowedBy) &&
    allPermissions.every((permission) => can(a, permission, everything) === can(b, permission, everything))
  )
}
