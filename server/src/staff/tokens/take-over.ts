import type { Tx } from '../../db/db.ts'
import { everything, refuseUnlessCan, type Caller } from '../../http/http.ts'
import { permissionsOfRoles } from '../role-list.ts'
import { refuseToGrantMore } from '../roles.ts'

/**
 * Somebody leaves, and what their tokens do has to go on: whoever says so stands for the tokens from now on, and so
 * holds all that they may do. Returns how many there are.
 */
export async function takeOverTokens(tx: Tx, { from, by }: { from: string; by: Caller }): Promise<number> {
  refuseUnlessCan(by, 'tokens.manage', everything, 'Keeping tokens needs the permission tokens.manage.')
  const tokens = await tx
    .selectFrom('api_tokens')
    .select(['id', 'role'])
    .where('created_by', '=', from)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .execute()
  const permissionsOf = await permissionsOfRoles(tx)
  for (const { role } of tokens) refuseToGrantMore(by, permissionsOf(role))
  if (tokens.length > 0) {
    const ids = tokens.map(({ id }) => id)
    await tx.updateTable('api_tokens').set({ created_by: by.id }).where('id', 'in', ids).execute()
  }
  return tokens.length
}
