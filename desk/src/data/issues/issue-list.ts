import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { HeldPlace } from './held-place.ts'

/**
 * The list of the inbox, as pure data. Issues are keyed by id and version, so that applying a change twice, or an old
 * one after a newer one, changes nothing. While somebody's hand is on the list (`hold`), rows neither come nor go nor
 * move: what came waits to be let in.
 */

export type StatusFilter = 'active' | Issue['status']

export interface IssueFilter {
  queue: 'mine' | 'unassigned' | 'all'
  status: StatusFilter | 'any'
  sort: 'newest' | 'oldest'
  customerId?: string
  /** Several states at once; `status` says nothing then. */
  statuses?: readonly Issue['status'][]
  priorities?: readonly Issue['priority'][]
  ownerId?: string
  teamId?: string
  channelId?: string
  /** By the reader. */
  followed?: boolean
  unread?: boolean
  tagsAny?: readonly string[]
  tagsAll?: readonly string[]
  tagsNone?: readonly string[]
  /** What was marked as spam, and nothing else. */
  spam?: true
  /** What is in the trash, and nothing else. */
  trash?: true
}

export interface IssueList {
  filter: IssueFilter
  items: Issue[]
  nextCursor: string | null
  /** Held back: new ones, and ones whose place has changed. */
  waiting: Issue[]
}

export interface IssuePage {
  items: Issue[]
  nextCursor: string | null
}

export interface ListContext {
  meId: string
  hold: boolean
  /** What is read stays in a list of unread ones until that is asked for anew; what is read already does not come in. */
  isUnread?: (issue: Issue) => boolean
  /** Stays where it is, whatever becomes of it. */
  held?: HeldPlace | null
}

const inactive = new Set<Issue['status']>(['snoozed', 'resolved'])

export function isActive(issue: Issue): boolean {
  return !inactive.has(issue.status)
}

export function belongs(issue: Issue, filter: IssueFilter, meId: string): boolean {
  if (issue.mergedIntoId !== null) return false
  if (filter.customerId !== undefined && issue.customerId !== filter.customerId) return false
  if (filter.queue === 'mine' && issue.ownerId !== meId) return false
  if (filter.queue === 'unassigned' && issue.ownerId !== null) return false
  if (filter.ownerId !== undefined && issue.ownerId !== filter.ownerId) return false
  if (filter.teamId !== undefined && issue.teamId !== filter.teamId) return false
  if (filter.channelId !== undefined && issue.currentChannel?.id !== filter.channelId) return false
  if (!hasTags(issue, filter)) return false
  if (filter.followed && !issue.followerIds.includes(meId)) return false
  if ((issue.trashed !== undefined) !== (filter.trash ?? false)) return false
  // Of one customer all issues are shown; elsewhere spam is apart.
  if (filter.customerId === undefined && !filter.trash && (issue.spam ?? false) !== (filter.spam ?? false)) return false
  if (filter.priorities && !filter.priorities.includes(issue.priority)) return false
  if (filter.statuses) return filter.statuses.includes(issue.status)
  if (filter.status === 'any') return true
  return filter.status === 'active' ? isActive(issue) : issue.status === filter.status
}

function hasTags({ tags }: Issue, { tagsAny, tagsAll, tagsNone }: IssueFilter): boolean {
  const has = (id: string) => tags.some((tag) => tag.id === id)
  return (!tagsAny || tagsAny.some(has)) && (!tagsAll || tagsAll.every(has)) && !tagsNone?.some(has)
}

export function listFromPage(filter: IssueFilter, page: IssuePage): IssueList {
  return { filter, items: page.items, nextCursor: page.nextCursor, waiting: [] }
}

/** Adds the page that was asked for with `nextCursor`. */
export function withNextPage(list: IssueList, page: IssuePage): IssueList {
  const known = new Set(list.items.map((issue) => issue.id))
  return {
    ...list,
    items: [...list.items, ...page.items.filter((issue) => !known.has(issue.id))],
    nextCursor: page.nextCursor,
  }
}

export function withIssue(list: IssueList, issue: Issue, context: ListContext): IssueList {
  const index = list.items.findIndex((item) => item.id === issue.id)
  const current = list.items[index] ?? list.waiting.find((item) => item.id === issue.id)
  if (current !== undefined && current.version > issue.version) return list
  // The same once more changes nothing, unless it was held in its place and is not now: the stream may be first to bring
  // what this person did.
  const isSame = current?.version === issue.version
  if (isSame && context.hold) return list

  const held = context.held ?? null
  const mayCome = index !== -1 || !list.filter.unread || context.isUnread?.(issue) !== false
  const fits = (belongs(issue, list.filter, context.meId) && mayCome) || (index !== -1 && issue.id === held?.id)
  if (!context.hold) {
    const placed = { ...place(list, issue, fits, held), waiting: without(list.waiting, issue.id) }
    return isSame && hasSameRows(placed, list) ? list : placed
  }
  if (index === -1) return fits ? { ...list, waiting: [...without(list.waiting, issue.id), issue] } : list
  // The row stays where it is and shows the news; `settled` moves or removes it later.
  return { ...list, items: list.items.with(index, issue) }
}

/** Lets in what waited, takes out what no longer belongs, and puts everything in order. */
export function settled(list: IssueList, meId: string, held: HeldPlace | null = null): IssueList {
  const fitting = list.items.filter((issue) => issue.id === held?.id || belongs(issue, list.filter, meId))
  const inOrder = fitting.toSorted(byActivity(list.filter.sort, held))
  const isSettled =
    list.waiting.length === 0 &&
    inOrder.length === list.items.length &&
    inOrder.every((issue, index) => issue === list.items[index])
  if (isSettled) return list
  const start: IssueList = { ...list, items: inOrder, waiting: [] }
  return list.waiting.reduce((result, issue) => place(result, issue, belongs(issue, list.filter, meId), held), start)
}

function place(list: IssueList, issue: Issue, fits: boolean, held: HeldPlace | null): IssueList {
  const others = without(list.items, issue.id)
  if (!fits) return others.length === list.items.length ? list : { ...list, items: others }
  const before = byActivity(list.filter.sort, held)
  const at = others.findIndex((item) => before(issue, item) < 0)
  if (at !== -1) return { ...list, items: others.toSpliced(at, 0, issue) }
  // Beyond the loaded part: it comes with its own page, unless it was the last one of it and has not moved.
  const last = list.items.at(-1)
  const isStillLast = last?.id === issue.id && before(issue, last) <= 0
  if (list.nextCursor !== null && !isStillLast) return { ...list, items: others }
  return { ...list, items: [...others, issue] }
}

function byActivity(sort: IssueFilter['sort'], held: HeldPlace | null): (a: Issue, b: Issue) => number {
  const direction = sort === 'newest' ? -1 : 1
  const keyOf = (issue: Issue) => (issue.id === held?.id ? held.at : issue.lastActivityAt)
  return (a, b) => {
    const [keyA, keyB] = [keyOf(a), keyOf(b)]
    if (keyA !== keyB) return direction * (keyA < keyB ? -1 : 1)
    return direction * (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  }
}

function hasSameRows(a: IssueList, b: IssueList): boolean {
  const isEqual = (one: Issue[], other: Issue[]) =>
    one.length === other.length && one.every(({ id }, index) => id === other[index]?.id)
  return isEqual(a.items, b.items) && isEqual(a.waiting, b.waiting)
}

function without(issues: Issue[], id: string): Issue[] {
  return issues.filter((issue) => issue.id !== id)
}
