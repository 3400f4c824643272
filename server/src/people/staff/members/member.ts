import type { Permission } from '@throughline/protocol/permissions.ts'
import type { PresenceState, StaffMember } from '@throughline/protocol/staff/members.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { photoUrlOf, photoVersionSql } from '../photo/photo.ts'
import { permissionsOfRoles } from '../role-list.ts'

export interface MemberRow {
  id: string
  name: string
  email: string
  role: string
  active: boolean
  two_factor_enabled: boolean
  created_at: Date
  presence: PresenceState | null
  has_sign_in: boolean
  photo_version: string | null
  expires_at: Date | null
  sent_at: Date | null
  failure: Wording | null
}

function membersQuery(db: Db | Tx) {
  return db
    .selectFrom('staff')
    .leftJoin('staff_presence', 'staff_presence.staff_id', 'staff.id')
    .leftJoin('staff_invitations as invitation', (join) =>
      join.onRef('invitation.staff_id', '=', 'staff.id').on('invitation.token_hash', 'is not', null),
    )
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('staff_accounts')
            .select('staff_accounts.id')
            .whereRef('staff_accounts.staff_id', '=', 'staff.id'),
        )
        .$castTo<boolean>()
        .as('has_sign_in'),
    )
    .leftJoin('staff_preferences as chosen', 'chosen.staff_id', 'staff.id')
    .select(photoVersionSql('chosen').as('photo_version'))
    .select(['invitation.expires_at', 'invitation.sent_at', 'invitation.failure'])
    .select([
      'staff.id',
      'staff.name',
      'staff.email',
      'staff.role',
      'staff.active',
      'staff.two_factor_enabled',
      'staff.created_at',
      'staff_presence.state as presence',
    ])
}

/** The person as everybody sees them; undefined when there is no such id. */
export async function staffById(db: Db | Tx, id: string): Promise<StaffMember | undefined> {
  const row = await membersQuery(db).where('staff.id', '=', id).executeTakeFirst()
  return row && memberOf(row, await permissionsOfRoles(db))
}

/** In order of being added, after an id. */
export async function staffPage(
  db: Db,
  { after, limit }: { after: string | null; limit: number },
): Promise<StaffMember[]> {
  const query = membersQuery(db).orderBy('staff.id').limit(limit)
  const rows = await (after === null ? query : query.where('staff.id', '>', after)).execute()
  const permissionsOf = await permissionsOfRoles(db)
  return rows.map((row) => memberOf(row, permissionsOf))
}

/** Names for what people wrote and did, those who left included; of staff and of API tokens alike. */
export async function staffNames(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', 'in', wanted)
    .unionAll(db.selectFrom('api_tokens').select(['id', 'name']).where('id', 'in', wanted))
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Whether more than one person can sign in. */
export async function hasTeammates(db: Db): Promise<boolean> {
  return (await db.selectFrom('staff').select('id').where('active', '=', true).limit(2).execute()).length > 1
}

/** Names of those who can be mentioned now: people who have access. */
export async function mentionable(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .where('active', '=', true)
    .orderBy('name')
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Whose addresses are ours: those who have access. */
export function staffAddresses(db: Db): Promise<{ id: string; name: string; email: string }[]> {
  return db.selectFrom('staff').select(['id', 'name', 'email']).where('active', '=', true).orderBy('id').execute()
}

/** Those who have access and may do this. */
export async function staffWho(db: Db | Tx, permission: Permission): Promise<string[]> {
  const permissionsOf = await permissionsOfRoles(db)
  const rows = await db.selectFrom('staff').select(['id', 'role']).where('active', '=', true).orderBy('id').execute()
  return rows.filter(({ role }) => permissionsOf(role).includes(permission)).map(({ id }) => id)
}

export function memberOf(row: MemberRow, permissionsOf: (role: string) => Permission[]): StaffMember {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    permissions: permissionsOf(row.role),
    presence: row.active ? (row.presence ?? 'offline') : 'offline',
    active: row.active,
    twoFactorEnabled: row.two_factor_enabled,
    createdAt: row.created_at.toISOString(),
    hasSignIn: row.has_sign_in,
    photoUrl: photoUrlOf(row.active ? row.photo_version : null),
    // One that somebody has used is no longer there.
    invitation:
      row.expires_at === null
        ? null
        : {
            sentAt: row.sent_at?.toISOString() ?? null,
            expiresAt: row.expires_at.toISOString(),
            failure: row.failure,
          },
  }
}
