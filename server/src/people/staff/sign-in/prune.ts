import type { Db } from '../../../platform/db/db.ts'
import { pruneAttempts } from './attempts/attempts.ts'
import { pruneUsedCodes } from './attempts/used-codes.ts'

/** Deletes counts and codes that have expired. */
export async function pruneSignIn(db: Db, now: Date): Promise<void> {
  await pruneAttempts(db, now)
  await pruneUsedCodes(db, now)
}
