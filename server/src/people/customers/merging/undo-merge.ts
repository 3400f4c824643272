import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { recordEvents, type NewEvent } from '../../../platform/events/events.ts'
import { AppError } from '../../../lib/errors.ts'
import { recordEvidence } from '../identities/evidence.ts'
import type { Actor } from '../tables.ts'
import { lockCustomer } from '../thread/lock-thread.ts'
import { membersOf } from '../thread/queries.ts'
import { reform } from './merge.ts'
import { markUndone, mergeById, type MergeRow } from './queries.ts'

/**
 * What others kept for the two as one and now take apart, in the same transaction, for one side at a time: its
 * records, the canonical one first. Gives the events that tell of it.
 */
export type Separate = (
  tx: Tx,
  side: { memberIds: readonly string[]; canonicalId: string; by: Actor; now: Date },
) => Promise<NewEvent[]>

/**
 * Takes a merge back, in any order with others. Nothing of ours moves: what was recorded meanwhile came through an
 * address and is on that address's home already.
 */
export async function undoMerge(
  tx: Tx,
  { mergeId, by, now, separate }: { mergeId: string; by: Actor; now: Date; separate?: Separate },
): Promise<MergeRow> {
  const found = await mergeById(tx, mergeId)
  if (!found) throw new AppError('not_found', customerWords.no_such_merge())
  const joinedId = found.other_customer_id
  const { canonicalId, memberIds } = await lockCustomer(tx, joinedId)
  const merge = await markUndone(tx, mergeId, by, now)
  if (!merge) throw new AppError('merge_already_undone', customerWords.merge_undone_already())
  await reform(tx, memberIds)

  const reason = 'The merge was undone.'
  const evidence = { action: 'undo', customerId: canonicalId, otherCustomerId: joinedId, mergeId, by, reason } as const
  await recordEvidence(tx, evidence, now)
  const leftIds = await membersOf(tx, joinedId)
  const data = { mergeId, otherCustomerId: joinedId, leftIds }
  await recordEvents(tx, [{ type: 'customer.merge_undone', customerId: canonicalId, data }], now)
  if (separate) {
    const stayedIds = memberIds.filter((id) => !leftIds.includes(id))
    const events = [
      ...(await separate(tx, { canonicalId, memberIds: stayedIds, by, now })),
      ...(await separate(tx, { canonicalId: joinedId, memberIds: leftIds, by, now })),
    ]
    await recordEvents(tx, events, now)
  }
  return merge
}
