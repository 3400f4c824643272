import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { queryPrepared } from '../../../platform/db/prepared.ts'
import type { Standing } from '../visitors/standing.ts'

/** How far each side has seen the thread, in microseconds of `recorded_at`. */
export async function marksOf(
  db: Db | Tx,
  standing: Exclude<Standing, { kind: 'new' }>,
): Promise<{ visitorUs: number; teamUs: number }> {
  const rows = await queryPrepared<{ subject: string; seen_us: number }>(
    db,
    'visitor-marks',
    'select subject, seen_us from visitor_marks where subject = any($1::uuid[])',
    [[standing.subjectId, ...standing.memberIds]],
  )
  const team = rows.filter(({ subject }) => subject !== standing.subjectId).map(({ seen_us }) => seen_us)
  return {
    visitorUs: rows.find(({ subject }) => subject === standing.subjectId)?.seen_us ?? 0,
    teamUs: Math.max(0, ...team),
  }
}

/** Never backwards. Says whether it moved. */
export async function moveMark(db: Db | Tx, subject: string, seenUs: number): Promise<boolean> {
  const { rows } = await sql`
    insert into visitor_marks (subject, seen_us) values (${subject}, ${seenUs})
    on conflict (subject) do update set seen_us = excluded.seen_us where visitor_marks.seen_us < excluded.seen_us
    returning subject`.execute(db)
  return rows.length === 1
}
