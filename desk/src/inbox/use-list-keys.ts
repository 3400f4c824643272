import { useNavigate } from '@tanstack/react-router'
import type { Issue } from '@throughline/protocol/issues.ts'
import { paths } from '../paths.ts'
import { useKeys } from '../shell/use-keys.ts'
import type { InboxSearch } from './inbox-search.ts'

export interface ListKeys {
  issues: Issue[]
  chosenId: string | null
  search: InboxSearch
  scrollTo: (index: number) => void
}

/** j and k. With a thread open they open its neighbours; without, they move the focus and Enter opens. */
export function useListKeys({ issues, chosenId, search, scrollTo }: ListKeys): void {
  const navigate = useNavigate()

  const move = (step: 1 | -1) => {
    const from = chosenId ?? document.activeElement?.getAttribute('data-issue') ?? null
    const at = issues.findIndex((issue) => issue.id === from)
    const index = at === -1 ? 0 : Math.min(issues.length - 1, Math.max(0, at + step))
    const next = issues[index]
    if (!next) return
    scrollTo(index)
    if (chosenId !== null) void navigate({ to: paths.inboxIssue, params: { issueId: next.id }, search })
    else focusRow(next.id)
  }

  useKeys({
    j: () => move(1),
    k: () => move(-1),
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
