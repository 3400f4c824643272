import { useQueryClient } from '@tanstack/react-query'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useEffect, useSyncExternalStore } from 'react'
import { countSoon } from './inbox-stream.ts'
import { readUpTo, useIsUnread } from './reads.ts'

/** Who flies past with j and k has not read. */
const restMs = 700

/** An issue is read once somebody really looks at it: the window is theirs, and its newest words are in sight. */
export function useReadWhileLookedAt(issue: Issue | null, isNewestInSight: boolean): void {
  const queryClient = useQueryClient()
  const isUnread = useIsUnread(issue)
  const isLookedAt = useSyncExternalStore(listen, isWindowLookedAt)
  const isRead = isUnread && isNewestInSight && isLookedAt
  useEffect(() => {
    if (!isRead || issue === null) return undefined
    const timer = setTimeout(() => readUpTo(issue, () => countSoon(queryClient)), restMs)
    return () => clearTimeout(timer)
  }, [isRead, issue, queryClient])
}

function isWindowLookedAt(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}

function listen(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  window.addEventListener('focus', listener)
  window.addEventListener('blur', listener)
  return () => {
    document.removeEventListener('visibilitychange', listener)
    window.removeEventListener('focus', listener)
    window.removeEventListener('blur', listener)
  }
}
