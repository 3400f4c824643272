import { sql } from 'kysely'
import type { Logger } from '../../lib/logger.ts'
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
    await analyzeOwnTables(db)
  }

  return { stop: () => clearInterval(timer) }
}

/** Ours alone: of everything else PostgreSQL would complain in its log that we may not. */
async function analyzeOwnTables(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and pg_has_role(c.relowner, 'usage')
      and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`.execute(db)
  if (rows.length > 0) await sql`analyze ${sql.raw(rows.map(({ name }) => name).join(', '))}`.execute(db)
}

const checkEveryMs = 1000
/** Rows of the fastest growing table. */
const youngest = 40
const grownUpAt = 100_000
