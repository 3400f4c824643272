import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { mostTags, tagKey, type Tag } from '@throughline/protocol/tags/tags.ts'
import { tagWords } from '@throughline/protocol/tags/words.ts'
import { refuseUnlessAsSeen, changedAt } from '../../lib/as-seen.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError, fieldError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { recordAudit } from '../../people/audit/audit.ts'
import { isUniqueViolation } from '../../platform/db/database-errors.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import type { Caller } from '../../platform/http/http.ts'
import { countTagRows, heightOfMerges, listTagRows, lockTag, lockTagList, mergedIdsOf, type TagRow } from './queries.ts'

export interface TagDeps {
  db: Db
  clock: Clock
}

/** With those that were merged or deleted, whose rows are kept. */
const mostKept = 4 * mostTags

/** Merges of merges: every reader of an issue walks up them. */
const mostInARow = 50

export async function allTags(db: Db | Tx): Promise<Tag[]> {
  const [rows, merged] = [await listTagRows(db), await mergedIdsOf(db)]
  return rows.map((row) => viewTag(row, merged.get(row.id) ?? []))
}

export function addTag(
  deps: TagDeps,
  { by, name, colour, description }: Pick<TagRow, 'name' | 'colour' | 'description'> & { by: Caller },
): Promise<Tag> {
  return changing(deps, async (tx, now) => {
    await refuseTooMany(tx, 1)
    const row: TagRow = {
      id: newId(),
      name,
      key: tagKey(name),
      colour,
      description,
      archived_at: null,
      merged_into_id: null,
      deleted_at: null,
      created_at: now,
      updated_at: now,
    }
    await tx.insertInto('tags').values(row).execute()
    await record(tx, deps, { verb: 'created', row, by })
    return viewTag(row, [])
  })
}

export interface TagFields {
  name?: string | undefined
  colour?: TagRow['colour'] | undefined
  description?: string | undefined
  archived?: boolean | undefined
  was?: { updatedAt: string } | undefined
}

export function changeTag(deps: TagDeps, { id, to, by }: { id: string; to: TagFields; by: Caller }): Promise<Tag> {
  return changing(deps, async (tx, now) => {
    const row = await listed(tx, id)
    refuseUnlessAsSeen(to.was, { updatedAt: row.updated_at.toISOString() })
    const name = to.name ?? row.name
    return write(
      tx,
      deps,
      { row, verb: 'updated', by, now },
      {
        name,
        key: tagKey(name),
        colour: to.colour ?? row.colour,
        description: to.description ?? row.description,
        archived_at: to.archived === undefined ? row.archived_at : to.archived ? (row.archived_at ?? now) : null,
      },
    )
  })
}

export async function deleteTag(deps: TagDeps, { id, by }: { id: string; by: Caller }): Promise<void> {
  await changing(deps, async (tx, now) => {
    const row = await listed(tx, id)
    return write(tx, deps, { row, verb: 'deleted', by, now }, { deleted_at: now })
  })
}

export function restoreTag(deps: TagDeps, { id, by }: { id: string; by: Caller }): Promise<Tag> {
  return changing(deps, async (tx, now) => {
    const row = await lockTag(tx, id)
    if (!row || row.merged_into_id !== null) throw new AppError('not_found', tagWords.no_such_tag())
    if (row.deleted_at === null) return viewTag(row, await mergedInto(tx, id))
    await refuseTooMany(tx, 0)
    return write(tx, deps, { row, verb: 'restored', by, now }, { deleted_at: null })
  })
}

/** The other one stays as a signpost to this one. */
export function mergeTags(
  deps: TagDeps,
  { id, otherTagId, by }: { id: string; otherTagId: string; by: Caller },
): Promise<Tag> {
  if (id === otherTagId) throw new AppError('conflict', tagWords.merge_with_itself())
  return changing(deps, async (tx, now) => {
    const [row, other] = [await listed(tx, id), await listed(tx, otherTagId)]
    if ((await heightOfMerges(tx, otherTagId, mostInARow)) >= mostInARow) {
      throw new AppError('conflict', tagWords.merged_too_often({ name: other.name }))
    }
    await tx.updateTable('tags').set({ merged_into_id: id, updated_at: now }).where('id', '=', otherTagId).execute()
    return write(tx, deps, { row, verb: 'merged', by, now, also: { other: other.name } }, {})
  })
}

export function undoTagMerge(
  deps: TagDeps,
  { id, otherTagId, by }: { id: string; otherTagId: string; by: Caller },
): Promise<Tag> {
  return changing(deps, async (tx, now) => {
    const [row, other] = [await listed(tx, id), await lockTag(tx, otherTagId)]
    if (other?.merged_into_id !== id) throw new AppError('conflict', tagWords.not_merged())
    await refuseTooMany(tx, 0)
    await tx.updateTable('tags').set({ merged_into_id: null, updated_at: now }).where('id', '=', otherTagId).execute()
    return write(tx, deps, { row, verb: 'merge_undone', by, now, also: { other: other.name } }, {})
  })
}

interface Writing {
  row: TagRow
  verb: string
  by: Caller
  now: Date
  also?: Record<string, string>
}

async function write(tx: Tx, deps: TagDeps, { row, now, ...why }: Writing, set: Partial<TagRow>): Promise<Tag> {
  const after = { ...row, ...set, updated_at: changedAt(row.updated_at, now) }
  await tx.updateTable('tags').set(after).where('id', '=', row.id).execute()
  await record(tx, deps, { ...why, row: after })
  return viewTag(after, await mergedInto(tx, row.id))
}

/** All changes of the list one after the other: there are few, and two merges at once must not make a circle. */
function changing<T>({ db, clock }: TagDeps, change: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
  return withUniqueName(() =>
    transact(db, async (tx) => {
      await lockTagList(tx)
      return change(tx, clock.now())
    }),
  )
}

async function listed(tx: Tx, id: string): Promise<TagRow> {
  const row = await lockTag(tx, id)
  if (!row || row.merged_into_id !== null || row.deleted_at !== null) {
    throw new AppError('not_found', tagWords.no_such_tag())
  }
  return row
}

async function mergedInto(tx: Tx, id: string): Promise<string[]> {
  return (await mergedIdsOf(tx)).get(id) ?? []
}

async function refuseTooMany(tx: Tx, added: 0 | 1): Promise<void> {
  const { listed: count, kept } = await countTagRows(tx)
  if (count < mostTags && kept + added <= mostKept) return
  throw new AppError('conflict', tagWords.too_many({ max: mostTags }))
}

function viewTag(row: TagRow, mergedIds: string[]): Tag {
  return {
    id: row.id,
    name: row.name,
    colour: row.colour,
    description: row.description,
    archived: row.archived_at !== null,
    mergedIds,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

async function record(
  tx: Tx,
  { clock }: TagDeps,
  { verb, row, by, also = {} }: { verb: string; row: TagRow; by: Caller; also?: Record<string, string> },
): Promise<void> {
  const subject = { kind: 'tag', id: row.id }
  await recordAudit(tx, { actor: by, action: `tag.${verb}`, subject, details: { name: row.name, ...also } }, clock)
}

async function withUniqueName<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!isUniqueViolation(error, 'tags_by_key')) throw error
    throw new AppError('already_exists', tagWords.name_taken(), {
      details: { errors: [fieldError('name', fieldWords.taken())] },
    })
  }
}
