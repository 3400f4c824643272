import type { QueryClient } from '@tanstack/react-query'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { keys } from '../query-keys.ts'
import { realtime } from '../../session/realtime/desk-realtime.ts'
import type { StreamMessage } from '../../session/realtime/realtime.ts'
import { meQuery } from '../me/use-me.ts'
import { heldPlace } from './held-place.ts'
import { withIssue, type IssueList, type ListContext } from './issue-list.ts'
import { listHold } from './list-hold.ts'
import { isUnreadNow, learnReads } from './reads.ts'

/**
 * Keeps every loaded list of issues true. The stream starts from the cursor of the first page that arrives. While a
 * later page is on its way the stream may bring a change that the page was read before: `recent` holds those.
 */
const mostRecent = 500
const recentById = new Map<string, { issue: Issue; order: number }>()
let newestOrder = 0
let unsubscribe: (() => void) | null = null
let countTimer: ReturnType<typeof setTimeout> | undefined

export function ensureInboxStream(queryClient: QueryClient, cursor: string): void {
  unsubscribe ??= realtime.subscribe('inbox', cursor, (message) => hear(queryClient, message))
}

export function stopInboxStream(): void {
  unsubscribe?.()
  unsubscribe = null
  recentById.clear()
  clearTimeout(countTimer)
}

function hear(queryClient: QueryClient, message: StreamMessage): void {
  if (message.type === 'reload') {
    stopInboxStream()
    void queryClient.invalidateQueries({ queryKey: keys.allIssueLists })
    void queryClient.invalidateQueries({ queryKey: ['issue'] })
    countSoon(queryClient)
  }
  if (message.type === 'reads') {
    learnReads(message.reads)
    countSoon(queryClient)
  }
  if (message.type === 'issue') applyIssue(queryClient, message.issue, { hold: listHold.isOn() })
}

/** Puts a changed issue wherever it is shown. What this person did themselves is never held back. */
export function applyIssue(queryClient: QueryClient, issue: Issue, { hold = false } = {}): void {
  remember(issue)
  const meId = queryClient.getQueryData(meQuery.queryKey)?.id ?? ''
  queryClient.setQueryData<Issue>(keys.issue(issue.id), (known) =>
    known && known.version >= issue.version ? known : issue,
  )
  queryClient.setQueriesData<IssueList>({ queryKey: keys.allIssueLists }, (list) =>
    list ? withIssue(list, issue, contextFor(list, meId, hold)) : list,
  )
  countSoon(queryClient)
}

/** The issues of one customer are not worked through as a list: nothing is held back there. */
function contextFor({ filter }: IssueList, meId: string, hold: boolean): ListContext {
  const isInbox = filter.customerId === undefined
  return { meId, isUnread: isUnreadNow, hold: hold && isInbox, held: isInbox ? heldPlace.now() : null }
}

function remember(issue: Issue): void {
  const known = recentById.get(issue.id)
  if (known && known.issue.version >= issue.version) return
  recentById.delete(issue.id)
  newestOrder += 1
  recentById.set(issue.id, { issue, order: newestOrder })
  if (recentById.size > mostRecent) recentById.delete(recentById.keys().next().value ?? '')
}

/** Where the stream is now; remembered when a page is asked for. */
export function streamPlace(): number {
  return newestOrder
}

/** What the stream brought while the page was on its way; what it brought before, the page knows. */
export function withRecent(list: IssueList, meId: string, since: number): IssueList {
  return [...recentById.values()]
    .filter(({ order }) => order > since)
    .reduce((result, { issue }) => withIssue(result, issue, contextFor(list, meId, false)), list)
}

/** Many changes at once are one count. */
export function countSoon(queryClient: QueryClient): void {
  clearTimeout(countTimer)
  countTimer = setTimeout(() => void queryClient.invalidateQueries({ queryKey: keys.counts }), 400)
}
