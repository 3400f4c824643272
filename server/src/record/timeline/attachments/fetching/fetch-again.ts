import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import { AppError } from '../../../../lib/errors.ts'
import type { Jobs } from '../../../../platform/jobs/jobs.ts'
import { dbNow } from './queries.ts'
import { queueFetch } from './queue.ts'
import { tellOfFile, type TellDeps } from './settle.ts'

/** Staff ask for another try: of a file that was given up, or that waits for a later one. It gets another day. */
export async function fetchAgain(deps: TellDeps & { jobs: Jobs }, attachmentId: string): Promise<void> {
  const { jobs } = deps
  const isQueued = await tellOfFile(deps, attachmentId, 'arriving', async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('file_fetches')
      .set({ state: 'waiting', tries: 0, trying_since: null, next_try_at: dbNow, problem: null })
      .where('attachment_id', '=', attachmentId)
      // What is under way would be fetched twice.
      .where((is) => is.or([is('state', '=', 'failed'), is('taken_by', 'is', null)]))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await queueFetch(tx, jobs, attachmentId)
    return true
  })
  if (!isQueued) throw new AppError('conflict', timelineWords.file_not_missing())
}
