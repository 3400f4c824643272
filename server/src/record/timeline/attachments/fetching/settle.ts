import type { Wording } from '@throughline/protocol/words.ts'
import { lockCustomer } from '../../../../people/customers/customers.ts'
import { transact, type Db, type Tx } from '../../../../platform/db/db.ts'
import { recordEvents } from '../../../../platform/events/events.ts'
import type { Clock } from '../../../../lib/clock.ts'
import type { Jobs } from '../../../../platform/jobs/jobs.ts'
import type { StoredAttachment } from '../attachments.ts'
import { queueScan, type QueueDeps } from '../scanning/queue.ts'
import { inMs, type Try } from './queries.ts'
import { queueFetch } from './queue.ts'

export interface TellDeps {
  db: Db
  clock: Clock
  changed: (customerId: string, issueIds: string[]) => void
}

type State = 'arriving' | 'arrived' | 'failed'

/** The file is in the store: from now on its attachment is like any other. False: the try was taken over. */
export async function fileArrived(
  deps: TellDeps & QueueDeps,
  { id, by }: Try,
  file: Pick<StoredAttachment, 'mediaType' | 'sizeBytes' | 'sha256' | 'storageKey'>,
): Promise<boolean> {
  return tellOfFile(deps, id, 'arrived', async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('file_fetches')
      .where('attachment_id', '=', id)
      .where('taken_by', '=', by)
      .executeTakeFirst()
    if (numDeletedRows === 0n) return false
    await tx
      .updateTable('attachments')
      .set({
        media_type: file.mediaType,
        size_bytes: file.sizeBytes,
        sha256: file.sha256,
        storage_key: file.storageKey,
        // What was here before files were scanned is told apart by this.
        created_at: deps.clock.now(),
      })
      .where('id', '=', id)
      .execute()
    await queueScan(tx, deps, file.sha256)
    return true
  })
}

/** A try has failed. `pauseMs` null: it was the last one, until staff ask for another. */
export async function fetchFailed(
  deps: TellDeps & { jobs: Jobs },
  { id, by }: Try,
  { problem, before, pauseMs }: { problem: Wording; before: Wording | null; pauseMs: number | null },
): Promise<void> {
  const isLast = pauseMs === null
  const kept = storable(problem)
  const write = async (tx: Tx): Promise<boolean> => {
    const { numUpdatedRows } = await tx
      .updateTable('file_fetches')
      .set({ state: isLast ? 'failed' : 'waiting', taken_by: null, next_try_at: inMs(pauseMs ?? 0), problem: kept })
      .where('attachment_id', '=', id)
      .where('taken_by', '=', by)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    if (!isLast) await queueFetch(tx, deps.jobs, id, new Date(deps.clock.now().getTime() + pauseMs))
    return true
  }
  // Said when something new is to be said: a server may be away for hours.
  const isNews = isLast || kept !== storable(before ?? { sentence: '', words: [] })
  if (isNews) await tellOfFile(deps, id, isLast ? 'failed' : 'arriving', write)
  else await transact(deps.db, write)
}

/** What is written and what is told of it, in one transaction; neither when there was nothing to write. */
export async function tellOfFile(
  { db, clock, changed }: TellDeps,
  id: string,
  state: State,
  write: (tx: Tx) => Promise<boolean>,
): Promise<boolean> {
  const customerId = await transact(db, async (tx) => {
    const entry = await tx
      .selectFrom('attachments')
      .innerJoin('entries', 'entries.id', 'attachments.entry_id')
      .select(['entries.id', 'entries.customer_id'])
      .where('attachments.id', '=', id)
      .executeTakeFirst()
    if (!entry) return null
    const { canonicalId } = await lockCustomer(tx, entry.customer_id)
    if (!(await write(tx))) return null
    // Under the lock: it may have been moved to another issue.
    const now = await tx.selectFrom('entries').select('issue_id').where('id', '=', entry.id).executeTakeFirst()
    const about = { customerId: canonicalId, issueId: now?.issue_id ?? null, entryId: entry.id }
    await recordEvents(tx, [{ type: 'entry.file_changed', ...about, data: { attachmentId: id, state } }], clock.now())
    return canonicalId
  })
  if (customerId === null) return false
  changed(customerId, [])
  return true
}

const longestProblem = 1000

/** What a provider answered is in it: PostgreSQL keeps no NUL, and nobody reads a page of it. */
function storable({ sentence, words }: Wording): string {
  const isLong = sentence.length > longestProblem
  const kept = { sentence: sentence.slice(0, longestProblem).toWellFormed(), words: isLong ? [] : words }
  return JSON.stringify(kept).replaceAll('\\u0000', '')
}
