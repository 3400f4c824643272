import { markIssueUnread, readIssue, type IssueRead, type Reads } from '@throughline/protocol/issues/reads.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useSyncExternalStore } from 'react'
import { tellProblem } from '../../look/tell.tsx'
import { call } from '../../session/call.ts'
import { makeListeners } from '../../session/realtime/listeners.ts'
import { isUnread, later } from './unread.ts'

/** How far this person has read issues, as the server last said it: for every issue that was listed, and from all tabs. */
const listeners = makeListeners<[]>()
const readById = new Map<string, IssueRead>()
let since: Reads['since'] = null

export function learnReads(items: readonly IssueRead[], from: Reads['since'] = since): void {
  since = from
  for (const read of items) readById.set(read.issueId, later(readById.get(read.issueId), read))
  listeners.tell()
}

export function forgetReads(): void {
  readById.clear()
  since = null
}

export function useIsUnread(issue: Issue | null): boolean {
  return useSyncExternalStore(listeners.add, () => issue !== null && isUnreadNow(issue))
}

export function isUnreadNow(issue: Issue): boolean {
  return isUnread(issue, readById.get(issue.id), since)
}

/** Shows at once. When it does not get there, it is said again the next time one looks after a reload: no reason to interrupt. */
export function readUpTo(issue: Issue, onKept: () => void): void {
  const { id, lastContactAt: upTo } = issue
  const isQuiet = true
  const say = () => call(readIssue, { params: { id }, body: { upTo } })
  void keep(issue, { upTo, markedUnread: false }, say, { onKept, isQuiet })
}

/** Shows at once, and is taken back when the server refuses. */
export function markUnread(issue: Issue, onKept: () => void): void {
  const upTo = readById.get(issue.id)?.upTo ?? null
  const params = { id: issue.id }
  const say = () => call(markIssueUnread, { params })
  void keep(issue, { upTo, markedUnread: true }, say, { onKept, isQuiet: false })
}

async function keep(
  { id }: Issue,
  shown: Pick<IssueRead, 'upTo' | 'markedUnread'>,
  say: () => Promise<IssueRead>,
  { onKept, isQuiet }: { onKept: () => void; isQuiet: boolean },
): Promise<void> {
  const before = readById.get(id)
  // By no clock of ours: whatever the server says next counts.
  readById.set(id, { issueId: id, ...shown, at: before?.at ?? '' })
  listeners.tell()
  try {
    learnReads([await say()])
    onKept()
  } catch (error) {
    if (isQuiet) return
    if (before) readById.set(id, before)
    else readById.delete(id)
    listeners.tell()
    tellProblem(error)
  }
}
