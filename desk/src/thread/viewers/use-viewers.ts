import type { Viewer } from '@throughline/protocol/realtime/realtime.ts'
import { useEffect, useSyncExternalStore } from 'react'
import { forgetVisitorPage } from '../../data/customers/visitor-page.ts'
import { realtime } from '../../session/realtime/desk-realtime.ts'
import { useMe } from '../../data/me/use-me.ts'

/** Who else looks at a thread right now, as the server last said. */
const viewersByCustomer = new Map<string, Viewer[]>()
const nobody: Viewer[] = []
const listeners = new Set<() => void>()

realtime.onViewers((customerId, viewers) => {
  viewersByCustomer.set(customerId, viewers)
  for (const listener of listeners) listener()
})

export function useViewers(customerId: string): Viewer[] {
  const meId = useMe().id
  const viewers = useSyncExternalStore(listen, () => viewersByCustomer.get(customerId) ?? nobody)
  return viewers.filter((viewer) => viewer.staffId !== meId)
}

/** Tells the others that this thread is being looked at, for as long as it is. */
export function useViewing(customerId: string): void {
  useEffect(() => {
    realtime.setViewing(customerId)
    return () => {
      realtime.setViewing(null)
      viewersByCustomer.delete(customerId)
      forgetVisitorPage(customerId)
    }
  }, [customerId])
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
