import { transact, type Db, type Tx } from '../../../../platform/db/db.ts'
import type { JobKind, Jobs } from '../../../../platform/jobs/jobs.ts'
import { dueFetches } from './queries.ts'

/** Fetches one file. Retries are ours, since the other side says when: pg-boss only covers crashes. */
export const fetchJob: JobKind<{ attachmentId: string }> = {
  name: 'fetch-file',
  retryLimit: 3,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 30,
}

const takenUpPerRun = 200

/** In the transaction that records what the file came with, or puts off its next try. */
export function queueFetch(tx: Tx, jobs: Jobs, attachmentId: string, startAfter?: Date): Promise<void> {
  const options = { singletonKey: attachmentId, ...(startAfter && { startAfter }) }
  return jobs.enqueue(tx, fetchJob, { attachmentId }, options)
}

/** By the clock: what a killed worker had begun, and tries whose job was lost. */
export async function followFetches({ db, jobs }: { db: Db; jobs: Jobs }): Promise<void> {
  for (const id of await dueFetches(db, takenUpPerRun)) await transact(db, (tx) => queueFetch(tx, jobs, id))
}
