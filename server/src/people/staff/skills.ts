import { staffWords } from '@throughline/protocol/staff/words.ts'
import { recordAudit } from '../audit/audit.ts'
import { transact, type Db } from '../../platform/db/db.ts'
import type { Caller } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { ifUnique } from './if-unique.ts'

export interface Skill {
  id: string
  name: string
  staffIds: string[]
}

/** By name. A company has tens; the list ends at 1,000. */
export async function listSkills(db: Db): Promise<Skill[]> {
  const skills = await db.selectFrom('skills').select(['id', 'name']).orderBy('name').limit(1000).execute()
  const holders = await db.selectFrom('staff_skills').selectAll().orderBy('staff_id').execute()
  const idsBySkill = Map.groupBy(holders, (row) => row.skill_id)
  return skills.map((skill) => ({ ...skill, staffIds: (idsBySkill.get(skill.id) ?? []).map((row) => row.staff_id) }))
}

export async function createSkill(
  db: Db,
  clock: Clock,
  { name, staffIds, by }: { name: string; staffIds: string[]; by: Caller },
): Promise<Skill> {
  const id = newId()
  const unique = [...new Set(staffIds)]
  await transact(db, async (tx) => {
    await ifUnique(
      tx.insertInto('skills').values({ id, name, created_at: clock.now() }).execute(),
      () => new AppError('already_exists', staffWords.skill_taken({ name })),
    )
    const rows = unique.map((staffId) => ({ skill_id: id, staff_id: staffId }))
    if (rows.length > 0) {
      await ifUnique(
        tx.insertInto('staff_skills').values(rows).execute(),
        () => new AppError('invalid_request', staffWords.named_twice()),
      )
    }
    await recordAudit(
      tx,
      { actor: by, action: 'skill.created', subject: { kind: 'skill', id }, details: { name } },
      clock,
    )
  })
  return { id, name, staffIds: unique }
}
