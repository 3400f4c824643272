import type { Issue } from '@throughline/protocol/issues/issues.ts'

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
  if (filter.priorities && !filter.priorities.includes(issue.priority)) return false
  if (filter.statuses) return filter.statuses.includes(issue.status)
  if (filter.status === 'any') return true
  return filter.status === 'active' ? isActive(issue) : issue.status === filter.status
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
  if (current !== undefined && current.version >= issue.version) return list

  const fits = belongs(issue, list.filter, context.meId)
  if (!context.hold) return { ...place(list, issue, fits), waiting: without(list.waiting, issue.id) }
  if (index === -1) return fits ? { ...list, waiting: [...without(list.waiting, issue.id), issue] } : list
  // The row stays where it is and shows the news; `settled` moves or removes it later.
  return { ...list, items: list.items.with(index, issue) }
}

/** Lets in what waited, takes out what no longer belongs, and puts everything in order. */
export function settled(list: IssueList, meId: string): IssueList {
  const fitting = list.items.filter((issue) => belongs(issue, list.filter, meId))
  const inOrder = fitting.toSorted(byActivity(list.filter.sort))
  const isSettled =
    list.waiting.length === 0 &&
    inOrder.length === list.items.length &&
    inOrder.every((issue, index) => issue === list.items[index])
  if (isSettled) return list
  const start: IssueList = { ...list, items: inOrder, waiting: [] }
  return list.waiting.reduce((result, issue) => place(result, issue, belongs(issue, list.filter, meId)), start)
}

function place(list: IssueList, issue: Issue, fits: boolean): IssueList {
  const others = without(list.items, issue.id)
  if (!fits) return others.length === list.items.length ? list : { ...list, items: others }
  const before = byActivity(list.filter.sort)
  const at = others.findIndex((item) => before(issue, item) < 0)
  if (at !== -1) return { ...list, items: others.toSpliced(at, 0, issue) }
  // Beyond the loaded part: it comes with its own page.
  if (list.nextCursor !== null) return { ...list, items: others }
  return { ...list, items: [...others, issue] }
}

function byActivity(sort: IssueFilter['sort']): (a: Issue, b: Issue) => number {
  const direction = sort === 'newest' ? -1 : 1
  return (a, b) => {
    if (a.lastActivityAt !== b.lastActivityAt) return direction * (a.lastActivityAt < b.lastActivityAt ? -1 : 1)
    return direction * (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  }
}

function without(issues: Issue[], id: string): Issue[] {
  return issues.filter((issue) => issue.id !== id)
}
