import type { Author } from '@throughline/protocol/timeline/author.ts'
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { queryPrepared } from '../../../platform/db/prepared.ts'
import type { HandoversTable } from './tables.ts'

export type HandoverRow = Selectable<HandoversTable>

export async function insertHandover(
  tx: Tx,
  { by, ...row }: Omit<Insertable<HandoversTable>, 'by'> & { by: Author },
): Promise<void> {
  await tx
    .insertInto('handovers')
    .values({ ...row, by: JSON.stringify(by) })
    .execute()
}

export async function handoverById(db: Db | Tx, entryId: string): Promise<HandoverRow | undefined> {
  return db.selectFrom('handovers').selectAll().where('entry_id', '=', entryId).executeTakeFirst()
}

/** With who has their issues now. */
export function handoversWithIssues(
  db: Db | Tx,
  entryIds: readonly string[],
): Promise<(HandoverRow & { owner_id: string | null; team_id: string | null })[]> {
  return queryPrepared(
    db,
    'handovers-with-issues',
    `select h.entry_id, h.customer_id, h.issue_id, h.to_owner_id, h.to_team_id, h.by, h.at, h.passed_on_at,
       h.acknowledged_at, h.acknowledged_by, i.owner_id, i.team_id
     from handovers h join issues i on i.id = h.issue_id where h.entry_id = any($1::uuid[])`,
    [entryIds],
  )
}

export async function keepAcknowledged(tx: Tx, entryId: string, { by, at }: { by: Author; at: Date }): Promise<void> {
  await tx
    .updateTable('handovers')
    .set({ acknowledged_at: at, acknowledged_by: JSON.stringify(by) })
    .where('entry_id', '=', entryId)
    .execute()
}

/**
 * Those that nobody can take any more, because the issue has gone to others: all of them at a new handover, else those to
 * somebody who does not have it now.
 */
export async function passOnHandovers(
  tx: Tx,
  now: { issueId: string; ownerId: string | null; teamId: string | null; newEntryId: string | null; at: Date },
): Promise<Pick<HandoverRow, 'entry_id' | 'by'>[]> {
  const { rows } = await sql<Pick<HandoverRow, 'entry_id' | 'by'>>`
    update handovers set passed_on_at = ${now.at}
    where issue_id = ${now.issueId} and acknowledged_at is null and passed_on_at is null
      and entry_id is distinct from ${now.newEntryId}::uuid
      and (${now.newEntryId}::uuid is not null or not case when to_owner_id is not null
        then to_owner_id is not distinct from ${now.ownerId}::uuid else to_team_id is not distinct from ${now.teamId}::uuid end)
    returning entry_id, by`.execute(tx)
  return rows
}

export async function repointHandovers(tx: Tx, fromIssueId: string, toIssueId: string): Promise<void> {
  await tx.updateTable('handovers').set({ issue_id: toIssueId }).where('issue_id', '=', fromIssueId).execute()
}
