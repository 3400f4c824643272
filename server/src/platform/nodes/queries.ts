import type { Wording } from '@throughline/protocol/words.ts'
import { sql, type Selectable } from 'kysely'
import { transact, type Db } from '../db/db.ts'
import type { NodesTable } from './tables.ts'

export type NodeRow = Selectable<NodesTable>

/** A node that has not been seen for so long is gone. */
export const goneAfterSeconds = 20
const goneAfter = sql.lit(`${goneAfterSeconds} seconds`)
/** What a node that is gone left behind is removed after this. */
const forgottenAfter = sql.lit('1 hour')

/** Another node that runs, as one node sees it. */
export interface OtherNode {
  id: string
  name: string
  mark: string
  isProven: boolean
  /** Young nodes may have written their mark a moment ago, which a network drive shows to others a little later. */
  isYoung: boolean
  /** Seen a moment ago: one that was killed is so for a few seconds more. */
  isPresent: boolean
}

export type OwnNode = Pick<NodeRow, 'id' | 'name' | 'version' | 'services' | 'mark'> & {
  isProven: boolean
  problem: Wording | null
}

/** Says that the node is there, and answers with the others that are. All times are the database's. */
export async function beat(db: Db, own: OwnNode): Promise<OtherNode[]> {
  const { id, name, version, services, mark, isProven, problem } = own
  // A crash of the database empties the table, so each beat can be the first one.
  const { rows } = await sql<OtherNode>`
    with own as (
      insert into nodes (id, name, version, services, mark, problem, problem_words, proven_at)
      values (${id}, ${name}, ${version}, ${services}, ${mark}, ${problem?.sentence ?? null},
        ${problem && JSON.stringify(problem.words)}::jsonb, case when ${isProven}::boolean then now() end)
      on conflict (id) do update set seen_at = now(), problem = excluded.problem, problem_words = excluded.problem_words,
        proven_at = coalesce(nodes.proven_at, excluded.proven_at))
    select id, name, mark, proven_at is not null as "isProven", started_at > now() - interval '1 minute' as "isYoung",
      seen_at > now() - interval '8 seconds' as "isPresent"
    from nodes where id <> ${id} and seen_at > now() - ${goneAfter}::interval
    order by started_at, id`.execute(db)
  return rows
}

/**
 * Marks the node as proven, unless a node that it has not read is so by now: one node at a time, so that of two with
 * different stores that start together only one is.
 */
export async function prove(db: Db, id: string, readIds: readonly string[]): Promise<boolean> {
  return transact(db, async (tx) => {
    await sql`lock table nodes in share row exclusive mode`.execute(tx)
    const { numAffectedRows } = await sql`
      update nodes set proven_at = now() where id = ${id} and not exists (
        select from nodes other where other.id <> ${id} and other.proven_at is not null
          and other.seen_at > now() - ${goneAfter}::interval and other.id <> all(${readIds}::uuid[]))`.execute(tx)
    return numAffectedRows === 1n
  })
}

export async function removeNode(db: Db, id: string): Promise<void> {
  await db.deleteFrom('nodes').where('id', '=', id).execute()
}

/** Answers with the nodes whose rows went, so that their marks go as well. */
export async function forgetNodes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from nodes where seen_at < now() - ${forgottenAfter}::interval returning id`.execute(db)
  return rows.map(({ id }) => id)
}

export async function runningNodes(db: Db): Promise<NodeRow[]> {
  const { rows } = await sql<NodeRow>`
    select * from nodes where seen_at > now() - ${goneAfter}::interval order by started_at, id`.execute(db)
  return rows
}
