import { useQueryClient } from '@tanstack/react-query'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useEffect, useEffectEvent } from 'react'
import { countSoon } from './inbox-stream.ts'
import { readUpTo, useIsUnread } from './reads.ts'

/** Who flies past with j and k has not read: the newest words have to be in sight as often as this, one after the other. */
const looks = 3
const lookEveryMs = 250

/** An issue is read once somebody really looks at it: the window is theirs, and its newest words are in sight. */
export function useReadWhileLookedAt(issue: Issue | null, isNewestInSight: () => boolean): void {
  const queryClient = useQueryClient()
  const isUnread = useIsUnread(issue)
  const isSeen = useEffectEvent(() => isWindowLookedAt() && isNewestInSight())
  useEffect(() => {
    if (!isUnread || issue === null) return undefined
    let seen = 0
    const timer = setInterval(() => {
      seen = isSeen() ? seen + 1 : 0
      if (seen !== looks) return
      clearInterval(timer)
      readUpTo(issue, () => countSoon(queryClient))
    }, lookEveryMs)
    return () => clearInterval(timer)
  }, [isUnread, issue, queryClient])
}

/** Asked each time: what a browser says of its focus as a page opens is not always followed by an event. */
function isWindowLookedAt(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}
