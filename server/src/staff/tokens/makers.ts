import type { Permission } from '@throughline/protocol/permissions.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../db/db.ts'

/**
 * Who stands for a token: the person who made it, or who took it over. A token does what its role allows and never
 * more than that person may do now, so that nobody keeps by a token what they lost themselves.
 */
export interface TokenMaker {
  kind: 'staff' | 'token'
  id: string
  name: string
}

/** Those that were not revoked, each with who stands for it. */
export function tokensWithMakers(db: Db | Tx) {
  return db
    .selectFrom('api_tokens')
    .leftJoin('staff as person', 'person.id', 'api_tokens.created_by')
    .leftJoin('api_tokens as program', 'program.id', 'api_tokens.created_by')
    .select([
      'api_tokens.id',
      'api_tokens.name',
      'api_tokens.role',
      'api_tokens.created_by',
      'api_tokens.created_at',
      'api_tokens.expires_at',
      'api_tokens.last_used_at',
      'person.name as person_name',
      'person.role as person_role',
      'person.active as person_active',
      'program.name as program_name',
    ])
    .where('api_tokens.revoked_at', 'is', null)
}

export type TokenWithMaker = Awaited<ReturnType<ReturnType<typeof tokensWithMakers>['executeTakeFirstOrThrow']>>

type Maker = Pick<TokenWithMaker, 'person_role' | 'person_active'>

/** A token of a person whose access was switched off is nobody's. */
export function standsOnSomebody({ person_role, person_active }: Maker): boolean {
  return person_role === null || person_active === true
}

export function permissionsOfToken(
  { role, ...maker }: Maker & { role: string },
  permissionsOf: (role: string) => Permission[],
): Permission[] {
  if (!standsOnSomebody(maker)) return []
  if (maker.person_role === null) return permissionsOf(role)
  const most = new Set(permissionsOf(maker.person_role))
  return permissionsOf(role).filter((permission) => most.has(permission))
}

export function makerOf(row: TokenWithMaker): TokenMaker | null {
  if (row.created_by === null) return null
  if (row.person_name !== null) return { kind: 'staff', id: row.created_by, name: row.person_name }
  return { kind: 'token', id: row.created_by, name: row.program_name ?? '' }
}

/** The token and all that were made with it, and with those: locked, the revoked ones left out. */
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
