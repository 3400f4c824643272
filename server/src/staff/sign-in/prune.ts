import type { Db } from '../../db/db.ts'
import { pruneAttempts } from './attempts/attempts.ts'
import { pruneUsedCodes } from './attempts/used-codes.ts'

/** What no longer counts. A flood of made-up accounts leaves rows only for as long as they brake it. */
export async function pruneSignIn(db: Db, now: Date): Promise<void> {
  await pruneAttempts(db, now)
  await pruneUsedCodes(db, now)
}
