import { transact, type Db } from '../../platform/db/db.ts'
import { feedLag, sentenceOf } from '../../platform/events/lag.ts'
import type { Finding } from './finding.ts'

/** Whether an open transaction holds up what follows from events. The operator sees its statement, too. */
export async function checkFeed(db: Db): Promise<Finding> {
  const lag = await transact(db, feedLag)
  const sentence = sentenceOf(lag)
  if (sentence === null) return { name: 'Events', ok: true, sentence: 'Nothing holds up what follows from events.' }
  const { holder } = lag
  const query = holder?.query ? ` Its last statement: ${holder.query.replace(/\s+/g, ' ')}` : ''
  const end =
    holder === null
      ? 'Look for old transactions in pg_stat_activity and pg_prepared_xacts, and end them.'
      : holder.pid === null
        ? 'COMMIT PREPARED or ROLLBACK PREPARED it; pg_prepared_xacts has its name.'
        : `End it: SELECT pg_terminate_backend(${holder.pid}).`
  return { name: 'Events', ok: false, sentence: `${sentence}${query}`, advice: end }
}
