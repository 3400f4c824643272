import type { Permission } from '@throughline/protocol/permissions.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'

/** Who made a token: a person, or a program with its own token. */
export interface TokenMaker {
  kind: 'staff' | 'token'
  id: string
  name: string
}

/**
 * Those that were not revoked, each with the person who stands for it: the one who made it or took it over, or who
 * stands for the token it was made with. A token does what its role allows and never more than that person may do now.
 */
export function tokensWithMakers(db: Db | Tx) {
  return db
    .selectFrom('api_tokens')
    .leftJoin('staff as person', 'person.id', 'api_tokens.stands_for')
    .leftJoin('staff as maker', 'maker.id', 'api_tokens.created_by')
    .leftJoin('api_tokens as program', 'program.id', 'api_tokens.created_by')
    .select([
      'api_tokens.id',
      'api_tokens.name',
      'api_tokens.role',
      'api_tokens.created_by',
      'api_tokens.stands_for',
      'api_tokens.created_at',
      'api_tokens.expires_at',
      'api_tokens.last_used_at',
      'person.name as person_name',
      'person.role as person_role',
      'person.active as person_active',
      'maker.name as maker_name',
      'program.name as program_name',
    ])
    .where('api_tokens.revoked_at', 'is', null)
}

export type TokenWithMaker = Awaited<ReturnType<ReturnType<typeof tokensWithMakers>['executeTakeFirstOrThrow']>>

type Maker = Pick<TokenWithMaker, 'stands_for' | 'person_role' | 'person_active'>

/** False once the person who stands for a token has no access any more. */
export function isUsable({ stands_for, person_active }: Maker): boolean {
  return stands_for === null || person_active === true
}

export function permissionsOfToken(
  { role, ...maker }: Maker & { role: string },
  permissionsOf: (role: string) => Permission[],
): Permission[] {
  if (!isUsable(maker)) return []
  if (maker.person_role === null) return permissionsOf(role)
  const most = new Set(permissionsOf(maker.person_role))
  return permissionsOf(role).filter((permission) => most.has(permission))
}

export function makerOf(row: TokenWithMaker): TokenMaker | null {
  if (row.created_by === null) return null
  if (row.maker_name !== null) return { kind: 'staff', id: row.created_by, name: row.maker_name }
  return { kind: 'token', id: row.created_by, name: row.program_name ?? '' }
}

/** The person who will stand for a token that the actor makes or takes over; null: only its role limits it. */
export async function standingFor(tx: Tx, actor: { kind: string; id: string | null }): Promise<string | null> {
  if (actor.kind === 'staff') return actor.id
  if (actor.kind !== 'token' || actor.id === null) return null
  const query = tx.selectFrom('api_tokens').select('stands_for').where('id', '=', actor.id)
  return (await query.executeTakeFirstOrThrow()).stands_for
}

/** The token and all that were made with it, directly or indirectly: locked, without revoked ones. */
export async function tokensMadeWith(tx: Tx, id: string): Promise<{ id: string; name: string; role: string }[]> {
  const { rows } = await sql<{ id: string; name: string; role: string }>`
    with recursive family as (
      select id from api_tokens where id = ${id} and revoked_at is null
      union
      select made.id from api_tokens made join family on made.created_by = family.id
    )
    select id, name, role from api_tokens
    where id in (select id from family) and revoked_at is null order by id for update`.execute(tx)
  return rows
}
