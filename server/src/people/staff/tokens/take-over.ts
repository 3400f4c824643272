import { staffWords } from '@throughline/protocol/staff/words.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { everything, refuseUnlessCan, type Caller } from '../../../platform/http/http.ts'
import { permissionsOfRoles } from '../role-list.ts'
import { refuseToGrantMore } from '../roles.ts'
import { standingFor } from './makers.ts'

/**
 * When a person leaves, their tokens can be kept, including those made with their tokens: the caller stands for them from
 * then on, and needs all their permissions. Returns how many there are.
 */
export async function takeOverTokens(tx: Tx, { from, by }: { from: string; by: Caller }): Promise<number> {
  refuseUnlessCan(by, 'tokens.manage', everything, staffWords.keeping_tokens())
  const tokens = await tx
    .selectFrom('api_tokens')
    .select(['id', 'role'])
    .where('stands_for', '=', from)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .execute()
  const permissionsOf = await permissionsOfRoles(tx)
  for (const { role } of tokens) refuseToGrantMore(by, permissionsOf(role))
  if (tokens.length > 0) {
    const ids = tokens.map(({ id }) => id)
    await tx
      .updateTable('api_tokens')
      .set({ stands_for: await standingFor(tx, by) })
      .where('id', 'in', ids)
      .execute()
  }
  return tokens.length
}
