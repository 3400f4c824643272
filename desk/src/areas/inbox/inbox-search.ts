import { issueStatuses, mostTagsInFilter, Priority, type IssueStatus } from '@throughline/protocol/issues/issues.ts'
import type { SavedView, ViewFilter } from '@throughline/protocol/issues/views.ts'
import type { IssueFilter } from '../../data/issues/issue-list.ts'

/** What the inbox shows lives in its address, so that a link shows the same; the usual is left out. */
export interface InboxSearch {
  /** A saved view: then it says what is shown, and nothing else does. */
  view?: string
  queue?: 'mine' | 'unassigned'
  /** One or more, separated by commas. */
  status?: string
  priority?: string
  owner?: string
  team?: string
  channel?: string
  followed?: true
  unread?: true
  /** Ids of tags, separated by commas: with any, with all, with none of them. */
  tagsAny?: string
  tagsAll?: string
  tagsNone?: string
  /** What was marked as spam, and nothing else. */
  spam?: 'only'
  /** What is in the trash, and nothing else. */
  trash?: 'only'
  sort?: 'oldest'
}

/** How issues are narrowed by tags. */
export const tagModes = ['tagsAny', 'tagsAll', 'tagsNone'] as const
export type TagMode = (typeof tagModes)[number]

const idPattern = /^[0-9a-f-]{36}$/

export function inboxSearch(search: Record<string, unknown>): InboxSearch {
  const id = (name: string) => (typeof search[name] === 'string' && idPattern.test(search[name]) ? search[name] : null)
  const view = id('view')
  if (view) return { view }
  const [owner, team, channel] = [id('owner'), id('team'), id('channel')]
  const statuses = knownOf(issueStatuses, search.status)
  const priorities = knownOf(Priority.options, search.priority)
  const tags = tagModes.map((mode): [TagMode, string[]] => [mode, idsIn(search[mode])])
  return {
    ...(search.queue === 'mine' || search.queue === 'unassigned' ? { queue: search.queue } : {}),
    ...(statuses.length > 0 ? { status: statuses.join(',') } : {}),
    ...(priorities.length > 0 ? { priority: priorities.join(',') } : {}),
    ...(owner ? { owner } : {}),
    ...(team ? { team } : {}),
    ...(channel ? { channel } : {}),
    ...(isOn(search.followed) ? { followed: true } : {}),
    ...(isOn(search.unread) ? { unread: true } : {}),
    ...Object.fromEntries(tags.flatMap(([mode, ids]) => (ids.length > 0 ? [[mode, ids.join(',')]] : []))),
    ...(search.spam === 'only' ? { spam: 'only', status: 'resolved' } : {}),
    ...(search.trash === 'only' ? { trash: 'only', status: 'resolved' } : {}),
    ...(search.sort === 'oldest' ? { sort: 'oldest' } : {}),
  }
}

export function statusesOf(search: InboxSearch): IssueStatus[] {
  return knownOf(issueStatuses, search.status)
}

export function prioritiesOf(search: InboxSearch): Priority[] {
  return knownOf(Priority.options, search.priority)
}

export function tagIdsOf(search: InboxSearch, mode: TagMode): string[] {
  return idsIn(search[mode])
}

/** As the router reads it from an address. */
const isOn = (value: unknown): boolean => value === true || value === 'true'

/** As many as the server takes. */
function idsIn(value: unknown): string[] {
  const words = typeof value === 'string' ? value.split(',') : []
  return [...new Set(words.filter((word) => idPattern.test(word)))].slice(0, mostTagsInFilter)
}

/** How much is narrowed beyond the queue: for the mark at the filter. */
/** Spam and the trash are resolved, and lists of their own: no view can be saved of them. */
export function isApart({ spam, trash }: InboxSearch): boolean {
  return spam !== undefined || trash !== undefined
}

export function filterCount({
  status,
  priority,
  owner,
  team,
  channel,
  followed,
  unread,
  ...tags
}: InboxSearch): number {
  return [status, priority, owner, team, channel, followed, unread, ...tagModes.map((mode) => tags[mode])].filter(
    (value) => value !== undefined,
  ).length
}

export function filterOf(search: InboxSearch): IssueFilter {
  const statuses = statusesOf(search)
  const priorities = prioritiesOf(search)
  return {
    queue: search.queue ?? 'all',
    status: statuses.length === 1 && statuses[0] ? statuses[0] : 'active',
    sort: search.sort ?? 'newest',
    ...(statuses.length > 1 ? { statuses } : {}),
    ...(priorities.length > 0 ? { priorities } : {}),
    ...(search.owner ? { ownerId: search.owner } : {}),
    ...(search.team ? { teamId: search.team } : {}),
    ...(search.channel ? { channelId: search.channel } : {}),
    ...(search.followed ? { followed: true } : {}),
    ...(search.unread ? { unread: true } : {}),
    ...(search.spam ? { spam: true } : {}),
    ...(search.trash ? { trash: true } : {}),
    ...Object.fromEntries(tagModes.flatMap((mode) => (search[mode] ? [[mode, tagIdsOf(search, mode)]] : []))),
  }
}

/** A saved view as the address would say it. */
export function searchOfView({ filter, sort }: Pick<SavedView, 'filter' | 'sort'>): InboxSearch {
  return inboxSearch({
    queue: filter.queue,
    status: filter.statuses.join(','),
    priority: filter.priorities.join(','),
    owner: filter.ownerId,
    team: filter.teamId,
    channel: filter.channelId,
    followed: filter.followed,
    unread: filter.unread,
    ...Object.fromEntries(tagModes.map((mode) => [mode, filter[mode].join(',')])),
    sort,
  })
}

/** What is shown now, to be saved. */
export function viewOfSearch(search: InboxSearch): { filter: ViewFilter; sort: SavedView['sort'] } {
  return {
    filter: {
      queue: search.queue ?? 'all',
      statuses: statusesOf(search),
      priorities: prioritiesOf(search),
      ownerId: search.owner ?? null,
      teamId: search.team ?? null,
      channelId: search.channel ?? null,
      followed: search.followed ?? false,
      unread: search.unread ?? false,
      tagsAny: tagIdsOf(search, 'tagsAny'),
      tagsAll: tagIdsOf(search, 'tagsAll'),
      tagsNone: tagIdsOf(search, 'tagsNone'),
    },
    sort: search.sort ?? 'newest',
  }
}

function knownOf<Name extends string>(names: readonly Name[], value: unknown): Name[] {
  const words = typeof value === 'string' ? value.split(',') : []
  return names.filter((name) => words.includes(name))
}
