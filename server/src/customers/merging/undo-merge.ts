import type { Tx } from '../../db/db.ts'
import { recordEvents } from '../../events/events.ts'
import { AppError } from '../../lib/errors.ts'
import { recordEvidence } from '../identities/evidence.ts'
import type { Actor } from '../tables.ts'
import { lockCustomer } from '../thread/lock-thread.ts'
import { membersOf } from '../thread/queries.ts'
import { reform } from './merge.ts'
import { markUndone, mergeById, type MergeRow } from './queries.ts'

/**
 * Takes a merge back, in any order with others. Nothing moves: what was recorded meanwhile came through an address
 * and is on that address's home already.
 */
export async function undoMerge(
  tx: Tx,
  { mergeId, by, now }: { mergeId: string; by: Actor; now: Date },
): Promise<MergeRow> {
  const found = await mergeById(tx, mergeId)
  if (!found) throw new AppError('not_found', 'There is no such merge.')
  const joinedId = found.other_customer_id
  const { canonicalId, memberIds } = await lockCustomer(tx, joinedId)
  const merge = await markUndone(tx, mergeId, by, now)
  if (!merge) throw new AppError('merge_already_undone', 'This merge was taken back already.')
  await reform(tx, memberIds)

  const reason = 'The merge was taken back.'
  const evidence = { action: 'undo', customerId: canonicalId, otherCustomerId: joinedId, mergeId, by, reason } as const
  await recordEvidence(tx, evidence, now)
  const leftIds = await membersOf(tx, joinedId)
  const data = { mergeId, otherCustomerId: joinedId, leftIds }
  await recordEvents(tx, [{ type: 'customer.merge_undone', customerId: canonicalId, data }], now)
  return merge
}
