import { useNavigate } from '@tanstack/react-router'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useIssueActions } from '../../../data/issues/use-issue-actions.ts'
import { paths } from '../../../paths.ts'
import { useKeys } from '../../../keys/use-keys.ts'
import { useMay, useMe } from '../../../data/me/use-me.ts'
import type { InboxSearch } from '../inbox-search.ts'
import { isActive } from '../../../data/issues/issue-list.ts'

export interface ListKeys {
  issues: Issue[]
  chosenId: string | null
  search: InboxSearch
  scrollTo: (index: number) => void
  onPick: (issueId: string, isRange: boolean) => void
  /** A hand is on the list. */
  onMove: () => void
}

/**
 * j and k. With a thread open they open its neighbours; without, they move the focus and Enter opens. What can be done
 * with the issue that is open can be done with the row in focus, too.
 */
export function useListKeys({ issues, chosenId, search, scrollTo, onPick, onMove }: ListKeys): void {
  const navigate = useNavigate()
  const me = useMe()
  const mayChange = useMay('issues.write')
  const actions = useIssueActions()
  const focusedId = () => document.activeElement?.getAttribute('data-issue') ?? null

  const move = (step: 1 | -1) => {
    const from = chosenId ?? focusedId()
    const at = issues.findIndex((issue) => issue.id === from)
    const index = at === -1 ? 0 : Math.min(issues.length - 1, Math.max(0, at + step))
    const next = issues[index]
    if (!next) return
    onMove()
    scrollTo(index)
    if (chosenId !== null) void navigate({ to: paths.inboxIssue, params: { issueId: next.id }, search })
    else focusRow(next.id)
  }

  /** The row in focus, when no issue is open: an open one listens to the keys itself. */
  const withFocused = (run: (issue: Issue) => void) => () => {
    const issue = chosenId === null && mayChange ? issues.find(({ id }) => id === focusedId()) : undefined
    if (!issue) return
    const at = issues.indexOf(issue)
    run(issue)
    // It may leave the list: the focus goes to what takes its place.
    const next = issues[at + 1] ?? issues[at - 1]
    requestAnimationFrame(() => {
      if (focusedId() === null && next) focusRow(next.id)
    })
  }

  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      const id = focusedId() ?? chosenId
      if (id !== null) onPick(id, false)
    },
    a: withFocused((issue) => issue.ownerId !== me.id && actions.assign(issue, me)),
    e: withFocused((issue) => (isActive(issue) ? actions.close(issue) : actions.reopen(issue))),
    Escape: () => {
      if (chosenId === null) return
      void navigate({ to: paths.inbox, search }).then(() => focusRow(chosenId))
    },
  })
}

/** A row out of sight is drawn only in the next frame, once it has been scrolled to. */
function focusRow(issueId: string): void {
  const find = () => document.querySelector<HTMLElement>(`[data-issue="${issueId}"]`)
  const row = find()
  if (row) row.focus()
  else requestAnimationFrame(() => find()?.focus())
}
