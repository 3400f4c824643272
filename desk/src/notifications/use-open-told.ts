import { useNavigate } from '@tanstack/react-router'
import type { Notification } from '@throughline/protocol/notifications.ts'
import { useEffect, useEffectEvent } from 'react'
import { paths } from '../paths.ts'
import { openedOutside } from './show-outside.ts'
import { useReadNotifications } from './use-notifications.ts'

/** Goes to what a note of the system was about. */
export function useOpenTold(): void {
  const navigate = useNavigate()
  const read = useReadNotifications()
  const onOpened = useEffectEvent((told: Notification) => {
    read({ ids: [told.id] })
    if (told.issue) void navigate({ to: paths.inboxIssue, params: { issueId: told.issue.id } })
    else void navigate({ to: paths.customerThread, params: { customerId: told.customerId } })
  })
  useEffect(() => {
    const hear = (event: Event) => event instanceof CustomEvent && onOpened(event.detail)
    window.addEventListener(openedOutside, hear)
    return () => window.removeEventListener(openedOutside, hear)
  }, [])
}
