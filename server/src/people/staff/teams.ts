import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { staffWords } from '@throughline/protocol/staff/words.ts'
import { recordAudit } from '../audit/audit.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import type { Caller } from '../../platform/http/http.ts'
import { refuseUnlessAsSeen } from '../../lib/as-seen.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError, fieldError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { ifUnique } from './if-unique.ts'

export interface Team {
  id: string
  name: string
  memberIds: string[]
}

/** By name. A company has tens; the list ends at 1,000. */
export async function listTeams(db: Db): Promise<Team[]> {
  const teams = await db.selectFrom('teams').select(['id', 'name']).orderBy('name').limit(1000).execute()
  const members = await db.selectFrom('team_members').selectAll().orderBy('staff_id').execute()
  const idsByTeam = Map.groupBy(members, (row) => row.team_id)
  return teams.map((team) => ({ ...team, memberIds: (idsByTeam.get(team.id) ?? []).map((row) => row.staff_id) }))
}

export async function createTeam(
  db: Db,
  clock: Clock,
  { name, memberIds, by }: { name: string; memberIds: string[]; by: Caller },
): Promise<Team> {
  const id = newId()
  const unique = [...new Set(memberIds)]
  await transact(db, async (tx) => {
    await ifUnique(
      tx.insertInto('teams').values({ id, name, created_at: clock.now() }).execute(),
      () => new AppError('already_exists', staffWords.team_taken({ name })),
    )
    const rows = unique.map((staffId) => ({ team_id: id, staff_id: staffId }))
    if (rows.length > 0) await ifUnique(tx.insertInto('team_members').values(rows).execute(), duplicateMember)
    await recordAudit(
      tx,
      { actor: by, action: 'team.created', subject: { kind: 'team', id }, details: { name } },
      clock,
    )
  })
  return { id, name, memberIds: unique }
}

export interface TeamChange {
  id: string
  name?: string | undefined
  /** All of them, in place of those before. */
  memberIds?: string[] | undefined
  /** As its editor saw it. */
  was?: Pick<Team, 'name' | 'memberIds'> | undefined
  by: Caller
}

export async function updateTeam(db: Db, clock: Clock, { id, by, was, ...change }: TeamChange): Promise<Team> {
  return transact(db, async (tx) => {
    const before = await lockTeam(tx, id)
    refuseUnlessAsSeen(was && seenOf(was), seenOf(before))
    const name = change.name ?? before.name
    await ifUnique(
      tx.updateTable('teams').set({ name }).where('id', '=', id).execute(),
      () => new AppError('already_exists', staffWords.team_taken({ name })),
    )
    const memberIds = change.memberIds === undefined ? before.memberIds : [...new Set(change.memberIds)]
    if (change.memberIds !== undefined) {
      await refuseStrangers(tx, memberIds)
      await tx.deleteFrom('team_members').where('team_id', '=', id).execute()
      const rows = memberIds.map((staffId) => ({ team_id: id, staff_id: staffId }))
      if (rows.length > 0) await tx.insertInto('team_members').values(rows).execute()
    }
    const details = {
      ...(name === before.name ? {} : { name: { from: before.name, to: name } }),
      joined: memberIds.filter((member) => !before.memberIds.includes(member)),
      left: before.memberIds.filter((member) => !memberIds.includes(member)),
    }
    await recordAudit(tx, { actor: by, action: 'team.updated', subject: { kind: 'team', id }, details }, clock)
    return { id, name, memberIds: memberIds.toSorted() }
  })
}

export async function deleteTeam(db: Db, clock: Clock, { id, by }: { id: string; by: Caller }): Promise<void> {
  await transact(db, async (tx) => {
    const { name } = await lockTeam(tx, id)
    await tx.deleteFrom('teams').where('id', '=', id).execute()
    const subject = { kind: 'team', id }
    await recordAudit(tx, { actor: by, action: 'team.removed', subject, details: { name } }, clock)
  })
}

/** Members are in no order. */
function seenOf({ name, memberIds }: Pick<Team, 'name' | 'memberIds'>): Pick<Team, 'name' | 'memberIds'> {
  return { name, memberIds: memberIds.toSorted() }
}

/** Two who change it at once are one after the other. */
async function lockTeam(tx: Tx, id: string): Promise<Team> {
  const team = await tx.selectFrom('teams').select(['id', 'name']).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!team) throw new AppError('not_found', staffWords.no_such_team())
  const members = await tx.selectFrom('team_members').select('staff_id').where('team_id', '=', id).execute()
  return { ...team, memberIds: members.map((row) => row.staff_id) }
}

async function refuseStrangers(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const known = await tx.selectFrom('staff').select('id').where('id', 'in', ids).execute()
  if (known.length === ids.length) return
  throw new AppError('invalid_request', staffWords.member_unknown(), {
    details: { errors: [fieldError('memberIds', fieldWords.no_staff())] },
  })
}

export async function teamById(db: Db | Tx, id: string): Promise<{ id: string; name: string } | undefined> {
  return db.selectFrom('teams').select(['id', 'name']).where('id', '=', id).executeTakeFirst()
}

/** Who is in these teams. */
export async function teamMembers(db: Db | Tx, teamIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('team_members')
    .selectAll()
    .where('team_id', 'in', [...teamIds])
    .execute()
  const rowsByTeam = Map.groupBy(rows, (row) => row.team_id)
  return new Map([...rowsByTeam].map(([id, members]) => [id, members.map((row) => row.staff_id)]))
}

const duplicateMember = (): AppError => new AppError('invalid_request', staffWords.named_twice())
