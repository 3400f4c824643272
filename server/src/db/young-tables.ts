import { sql } from 'kysely'
import type { Logger } from '../lib/logger.ts'
import type { Db } from './db.ts'

/**
 * Statistics while tables are young. Statements stay planned on their connection, and on an empty table every index
 * looks as good as any other: a plan made on the first day would walk along everybody's issues for ever after, or
 * until PostgreSQL looks at the tables by itself, which takes it a minute too long. So they are looked at as they
 * grow, each time they have tripled, until they are large enough for PostgreSQL's own rhythm.
 */
export function watchYoungTables(
  db: Db,
  { size, logger }: { size: () => Promise<number>; logger: Logger },
): { stop(): void } {
  let lookedAt = 0
  const timer = setInterval(() => {
    look().catch((error: unknown) => logger.warn({ err: error }, 'young tables could not be analysed'))
  }, checkEveryMs)

  async function look(): Promise<void> {
    const now = await size()
    if (now >= grownUpAt) return clearInterval(timer)
    if (now < youngest || now < lookedAt * 3) return
    lookedAt = now
    await sql`analyze`.execute(db)
  }

  return { stop: () => clearInterval(timer) }
}

const checkEveryMs = 1000
/** Rows of the fastest growing table. */
const youngest = 40
const grownUpAt = 100_000
