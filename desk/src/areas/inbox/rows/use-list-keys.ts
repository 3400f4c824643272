import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { countSoon } from '../../../data/issues/inbox-stream.ts'
import { isActive } from '../../../data/issues/issue-list.ts'
import { isUnreadNow, markUnread, readUpTo } from '../../../data/issues/reads.ts'
import { useIssueActions } from '../../../data/issues/use-issue-actions.ts'
import { useMay, useMe } from '../../../data/me/use-me.ts'
import { openPalette } from '../../../keys/open-palette.ts'
import { useKeys } from '../../../keys/use-keys.ts'
import { paths } from '../../../paths.ts'
import { w } from '../words/words.ts'
import type { InboxSearch } from '../inbox-search.ts'
import { focusedRowId, focusRow } from './focus-row.ts'
import type { ListSteps } from './use-list-place.ts'

export interface ListKeys {
  issues: Issue[]
  chosenId: string | null
  search: InboxSearch
  steps: Pick<ListSteps, 'move'>
  onPick: (issueId: string, isRange: boolean) => void
  onTag: (issue: Issue) => void
}

/**
 * j and k. With a thread open they open its neighbours; without, they move the focus and Enter opens. What can be done
 * with the issue that is open can be done with the row in focus, too.
 */
export function useListKeys({ issues, chosenId, search, steps, onPick, onTag }: ListKeys): void {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const me = useMe()
  const mayChange = useMay('issues.write')
  const actions = useIssueActions()

  /** The row in focus, when no issue is open: an open one listens to the keys itself. */
  const withFocused = (run: (issue: Issue) => void) => () => {
    const issue = chosenId === null ? issues.find(({ id }) => id === focusedRowId()) : undefined
    if (issue) run(issue)
  }
  const toChange = (run: (issue: Issue) => void) => withFocused((issue) => mayChange && run(issue))

  const trashOrRestore = (issue: Issue) =>
    issue.trashed ? actions.restore(issue) : actions.moveToTrash(issue, me.name)

  useKeys({
    j: () => steps.move(1),
    k: () => steps.move(-1),
    x: () => {
      const id = focusedRowId() ?? chosenId
      if (id !== null) onPick(id, false)
    },
    a: toChange((issue) => issue.ownerId !== me.id && actions.assign(issue, me)),
    e: toChange((issue) =>
      isActive(issue)
        ? actions.close(issue)
        : issue.trashed
          ? actions.restore(issue)
          : issue.spam
            ? actions.notSpam(issue)
            : actions.reopen(issue),
    ),
    '#': toChange(trashOrRestore),
    'shift+#': toChange(trashOrRestore),
    'shift+!': toChange((issue) => (issue.spam ? actions.notSpam(issue) : actions.markSpam(issue))),
    // Where no issue is open there is no menu to open: the palette offers the same.
    'shift+A': toChange(({ id }) => openPalette({ typed: w.inbox.picking.assign, issueId: id })),
    h: toChange(({ id }) => openPalette({ typed: w.issue.snooze, issueId: id })),
    t: toChange(onTag),
    p: toChange(({ id }) => openPalette({ typed: w.issue.priorityLabel, issueId: id })),
    u: withFocused((issue) => {
      const mark = isUnreadNow(issue) ? readUpTo : markUnread
      mark(issue, () => countSoon(queryClient))
    }),
    Escape: () => {
      if (chosenId === null) return
      void navigate({ to: paths.inbox, search }).then(() => focusRow(chosenId))
    },
  })
}
