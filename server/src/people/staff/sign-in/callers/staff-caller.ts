import type { Db } from '../../../../platform/db/db.ts'
import type { Caller, RulesOf } from '../../../../platform/http/http.ts'
import { permissionsOfRoles } from '../../role-list.ts'
import { narrowedBy } from './narrowed-by.ts'

/** A member of staff with the rights that they have by now, without a session; null for somebody who has left. */
export async function staffCaller(
  { db, rulesOf }: { db: Db; rulesOf?: RulesOf | undefined },
  staffId: string,
): Promise<Caller | null> {
  const person = await db
    .selectFrom('staff')
    .select(['name', 'role'])
    .where('id', '=', staffId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!person) return null
  const { name, role } = person
  const permissions = new Set((await permissionsOfRoles(db))(role))
  const narrowed = await narrowedBy(rulesOf, { kind: 'staff', id: staffId, role })
  return { kind: 'staff', id: staffId, name, role, permissions, address: '', ...narrowed }
}
