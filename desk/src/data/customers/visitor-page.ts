import type { VisitorPage } from '@throughline/protocol/realtime/visitor-page.ts'
import { useSyncExternalStore } from 'react'
import { realtime } from '../../session/realtime/desk-realtime.ts'

/** Of the customers whose threads are being looked at, as the server last said; kept no longer than that. */
const pageByCustomer = new Map<string, VisitorPage>()
const listeners = new Set<() => void>()

realtime.onVisitorPage((customerId, page) => {
  const before = pageByCustomer.get(customerId)
  // Two nodes may know of one customer: what happened later counts.
  if (page && before && lastOf(page) < lastOf(before)) return
  if (page) pageByCustomer.set(customerId, page)
  else pageByCustomer.delete(customerId)
  for (const listener of listeners) listener()
})

const lastOf = ({ at, leftAt }: VisitorPage): string => leftAt ?? at

/** On which page of our sites the customer is while they chat, or was when they left. */
export function useVisitorPage(customerId: string): VisitorPage | null {
  return useSyncExternalStore(listen, () => pageByCustomer.get(customerId) ?? null)
}

export function forgetVisitorPage(customerId: string): void {
  pageByCustomer.delete(customerId)
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
