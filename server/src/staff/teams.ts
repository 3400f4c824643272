import { recordAudit } from '../audit/audit.ts'
import { transact, type Db } from '../db/db.ts'
import type { Caller } from '../http/http.ts'
import type { Clock } from '../lib/clock.ts'
import { AppError } from '../lib/errors.ts'
import { newId } from '../lib/ids.ts'
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
      () => new AppError('already_exists', `There is a team ${name} already.`),
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

export async function teamById(db: Db, id: string): Promise<{ id: string; name: string } | undefined> {
  return db.selectFrom('teams').select(['id', 'name']).where('id', '=', id).executeTakeFirst()
}

const duplicateMember = (): AppError => new AppError('invalid_request', 'A person is named twice.')
