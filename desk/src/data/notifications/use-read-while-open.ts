import { useEffect } from 'react'
import { useNotifications, useReadNotifications } from './use-notifications.ts'

/** Notifications about the issue that is open are marked as read. */
export function useReadWhileOpen(issueId: string): void {
  const told = useNotifications().data
  const read = useReadNotifications()
  const isWaiting = told?.pages.some((page) =>
    page.items.some((one) => one.issue?.id === issueId && one.readAt === null),
  )
  useEffect(() => {
    if (!isWaiting) return undefined
    const readIfSeen = () => {
      if (document.visibilityState === 'visible') read({ issueId })
    }
    readIfSeen()
    document.addEventListener('visibilitychange', readIfSeen)
    return () => document.removeEventListener('visibilitychange', readIfSeen)
  }, [isWaiting, issueId, read])
}
