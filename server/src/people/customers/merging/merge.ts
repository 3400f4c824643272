import type { Wording } from '@throughline/protocol/words.ts'
import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import { AppError } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import { recordEvidence } from '../identities/evidence.ts'
import { canonicalIdsOf } from '../names.ts'
import type { Actor } from '../tables.ts'
import { ThreadMoved } from '../thread/lock-thread.ts'
import { membersOf } from '../thread/queries.ts'
import { standingByCustomer } from './forest.ts'
import { insertMerge, lockRows, standingEdges, writeStandings, type MergeRow } from './queries.ts'

export interface MergeRequest {
  customerId: string
  otherCustomerId: string
  /** Without words when a person wrote it. */
  reason: Wording
  by: Actor
  now: Date
}

/**
 * Says that two records are one person. The canonical record of the first stays canonical and that of the other joins
 * it, with all that it stands for. Only pointers change: every identity, entry and issue stays on its home.
 */
export async function mergeCustomers(tx: Tx, request: MergeRequest): Promise<MergeRow> {
  const { by, now } = request
  const reason = request.reason.sentence
  const [rootId, joiningId] = await lockRoots(tx, request.customerId, request.otherCustomerId)
  const merge: MergeRow = {
    id: newId(),
    customer_id: rootId,
    other_customer_id: joiningId,
    reason,
    reason_words: request.reason.words.length > 0 ? request.reason.words : null,
    merged_by: by,
    merged_at: now,
    undone_by: null,
    undone_at: null,
  }
  await insertMerge(tx, merge)
  const joinedIds = await membersOf(tx, joiningId)
  await reform(tx, [...(await membersOf(tx, rootId)), ...joinedIds])

  const mergeId = merge.id
  const evidence = { action: 'merge', customerId: rootId, otherCustomerId: joiningId, mergeId, by, reason } as const
  await recordEvidence(tx, evidence, now)
  // One for each of the two: followers of the record that joined learn where its thread goes on.
  await recordEvents(
    tx,
    [
      { type: 'customer.merged', customerId: rootId, data: { mergeId, otherCustomerId: joiningId, joinedIds } },
      { type: 'customer.merged', customerId: joiningId, data: { mergeId, intoCustomerId: rootId } },
    ],
    now,
  )
  return merge
}

/** Computes anew what the records of one tree (or of what was one) stand for. Under the lock of their roots. */
export async function reform(tx: Tx, memberIds: readonly string[]): Promise<void> {
  await writeStandings(tx, standingByCustomer(memberIds, await standingEdges(tx, memberIds)))
}

/** Both canonical records, locked in the order of their ids. */
async function lockRoots(tx: Tx, customerId: string, otherId: string): Promise<[string, string]> {
  const roots = await rootsOf(tx, customerId, otherId)
  await lockRows(tx, roots)
  const now = await rootsOf(tx, customerId, otherId)
  if (roots[0] !== now[0] || roots[1] !== now[1]) throw new ThreadMoved()
  return roots
}

async function rootsOf(tx: Tx, customerId: string, otherId: string): Promise<[string, string]> {
  const canonicalById = await canonicalIdsOf(tx, [customerId, otherId])
  const [root, other] = [canonicalById.get(customerId), canonicalById.get(otherId)]
  if (root === undefined) throw new AppError('not_found', customerWords.no_such_customer())
  if (other === undefined) throw new AppError('not_found', customerWords.no_such_other())
  if (root === other) throw new AppError('already_merged', customerWords.one_already())
  return [root, other]
}
