import { issueWords } from '@throughline/protocol/issues/words.ts'
import type { SavedView, ViewFilter } from '@throughline/protocol/issues/views.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { can, everything, refuseUnlessCan, ruleSql, type Caller } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import { groupsOfTags } from '../../tags/tags.ts'
import { countCap, countIssueRows, type IssueFilter } from '../reading/list-issues.ts'
import { tagFilter } from '../reading/tag-filter.ts'
import { ofReader } from '../reading/of-reader.ts'
import { activeStatuses } from '../state.ts'
import { issueFactSql } from '../subject.ts'
import { viewFactSql, viewSubject } from './subject.ts'
import {
  countViewsOf,
  deleteViewRow,
  insertViewRow,
  updateViewRow,
  viewRowById,
  viewRowsFor,
  type SavedViewRow,
} from './queries.ts'

/**
 * A filter and an order of the inbox under a name: a person's own, or shared with everybody. `mine` means the reader. A
 * view holds nothing; removing one changes no issue.
 */
export interface ViewContent {
  name: string
  shared: boolean
  filter: ViewFilter
  sort: 'newest' | 'oldest'
}

const mostOfOnePerson = 100
/** Each count is a query of its own. */
const mostCounted = 50

export async function savedViewsFor(db: Db, caller: Caller): Promise<SavedView[]> {
  const rows = (await seenRows(db, caller)).map((row) => ({ ...row, filter: withAll(row.filter) }))
  const tagIds = rows.flatMap(({ filter }) => [...filter.tagsAny, ...filter.tagsAll, ...filter.tagsNone])
  const { rootOf } = await groupsOfTags(db, tagIds)
  // A tag that was merged is shown as the one it is now.
  const now = (ids: string[]) => [...new Set(ids.map((id) => rootOf.get(id) ?? id))]
  return rows.map((row) => {
    const { tagsAny, tagsAll, tagsNone } = row.filter
    const filter = { ...row.filter, tagsAny: now(tagsAny), tagsAll: now(tagsAll), tagsNone: now(tagsNone) }
    return viewed({ ...row, filter }, caller)
  })
}

function seenRows(db: Db, caller: Caller): Promise<SavedViewRow[]> {
  return viewRowsFor(db, caller.id, ruleSql(caller, 'issues.read', viewFactSql()))
}

export async function countSavedViews(
  db: Db,
  caller: Caller,
): Promise<{ items: { id: string; count: number }[]; cappedAt: number }> {
  const rows = (await seenRows(db, caller)).slice(0, mostCounted)
  const only = ruleSql(caller, 'issues.read', issueFactSql())
  const counts = await Promise.all(
    rows.map(async ({ filter }) => {
      const tags = await tagFilter(db, filter)
      return countIssueRows(db, { ...filterOf(filter, caller.id), tags, only })
    }),
  )
  return { items: rows.map(({ id }, index) => ({ id, count: counts[index]! })), cappedAt: countCap }
}

export async function saveView(db: Db, clock: Clock, input: ViewContent & { by: Caller }): Promise<SavedView> {
  const { by, ...content } = input
  refuseToShare(content.shared, by)
  const row: SavedViewRow = { ...content, id: newId(), staff_id: by.id, created_at: clock.now() }
  await transact(db, async (tx) => {
    if ((await countViewsOf(tx, by.id)) >= mostOfOnePerson) {
      throw new AppError('conflict', issueWords.too_many_views({ max: mostOfOnePerson }))
    }
    await insertViewRow(tx, row)
  })
  return viewed(row, by)
}

export async function changeView(
  db: Db,
  clock: Clock,
  { id, by, to }: { id: string; by: Caller; to: { [Key in keyof ViewContent]?: ViewContent[Key] | undefined } },
): Promise<SavedView> {
  return transact(db, async (tx) => {
    const before = await changeableView(tx, id, by)
    if (to.shared && !before.shared) refuseToShare(true, by)
    const after: SavedViewRow = {
      ...before,
      name: to.name ?? before.name,
      shared: to.shared ?? before.shared,
      filter: to.filter ?? before.filter,
      sort: to.sort ?? before.sort,
    }
    await updateViewRow(tx, after, clock.now())
    return viewed(after, by)
  })
}

export async function removeView(db: Db, { id, by }: { id: string; by: Caller }): Promise<void> {
  await transact(db, async (tx) => {
    await changeableView(tx, id, by)
    await deleteViewRow(tx, id)
  })
}

/** The view as the list of issues understands it. */
export function filterOf(filter: ViewFilter, callerId: string): IssueFilter {
  return {
    statuses: filter.statuses.length > 0 ? filter.statuses : activeStatuses,
    unassigned: filter.queue === 'unassigned',
    ownerId: filter.queue === 'mine' ? callerId : (filter.ownerId ?? undefined),
    teamId: filter.teamId ?? undefined,
    channelId: filter.channelId ?? undefined,
    priorities: filter.priorities,
    ofReader: ofReader(callerId, { followed: filter.followed ?? false, unread: filter.unread ?? false }),
  }
}

/** Somebody else's own view is not there for others, not even as a refusal. */
async function changeableView(tx: Tx, id: string, by: Caller): Promise<SavedViewRow> {
  const row = await viewRowById(tx, id)
  if (!row || (row.staff_id !== by.id && !row.shared)) throw new AppError('not_found', issueWords.no_such_view())
  refuseUnlessCan(by, 'issues.read', viewSubject(row))
  if (!mayChange(row, by)) {
    throw new AppError('forbidden', issueWords.view_of_another())
  }
  return row
}

function mayChange(row: SavedViewRow, by: Caller): boolean {
  return row.staff_id === by.id || (row.shared && can(by, 'staff.manage', viewSubject(row)))
}

function refuseToShare(shared: boolean, by: Caller): void {
  if (!shared) return
  refuseUnlessCan(by, 'issues.write', everything, issueWords.own_views_only())
}

/** Views that were saved by an older version say nothing of what came since. */
function withAll(filter: ViewFilter): ViewFilter {
  return {
    ...filter,
    followed: filter.followed ?? false,
    unread: filter.unread ?? false,
    tagsAny: filter.tagsAny ?? [],
    tagsAll: filter.tagsAll ?? [],
    tagsNone: filter.tagsNone ?? [],
  }
}

function viewed(row: SavedViewRow, caller: Caller): SavedView {
  const { id, name, shared, filter, sort } = row
  return {
    id,
    name,
    shared,
    staffId: row.staff_id,
    filter: withAll(filter),
    sort,
    mayChange: mayChange(row, caller),
    createdAt: row.created_at.toISOString(),
  }
}
