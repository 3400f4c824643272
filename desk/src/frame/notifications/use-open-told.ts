import { useNavigate } from '@tanstack/react-router'
import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import { useEffect, useEffectEvent } from 'react'
import { placeOf } from '../../data/notifications/place-of.ts'
import { openedOutside } from '../../data/notifications/show-outside.ts'
import { useReadNotifications } from '../../data/notifications/use-notifications.ts'

/** Goes to what a note of the system was about. */
export function useOpenTold(): void {
  const navigate = useNavigate()
  const read = useReadNotifications()
  const onOpened = useEffectEvent((told: Notification) => {
    read({ ids: [told.id] })
    void navigate(placeOf(told))
  })
  useEffect(() => {
    const hear = (event: Event) => event instanceof CustomEvent && onOpened(event.detail)
    window.addEventListener(openedOutside, hear)
    return () => window.removeEventListener(openedOutside, hear)
  }, [])
}
