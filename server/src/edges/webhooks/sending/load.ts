import type { Busy } from './queries.ts'

/** What is on its way from this node, and to whom. */
export interface Load {
  /** Called when a call begins; what it answers, when that call is over. */
  begin(webhookId: string): () => void
  byReceiver(): ReadonlyMap<string, Busy>
}

/** A receiver is slow from when it lets one call wait for too long until it answers one sooner. */
export function trackLoad(slowAfterMs: number): Load {
  const counts = new Map<string, number>()
  const slow = new Set<string>()

  return {
    begin(webhookId) {
      counts.set(webhookId, (counts.get(webhookId) ?? 0) + 1)
      let isLate = false
      const timer = setTimeout(() => {
        isLate = true
        slow.add(webhookId)
      }, slowAfterMs)
      return () => {
        clearTimeout(timer)
        if (!isLate) slow.delete(webhookId)
        const left = counts.get(webhookId)! - 1
        if (left > 0) counts.set(webhookId, left)
        else counts.delete(webhookId)
      }
    },
    byReceiver() {
      const ids = new Set([...counts.keys(), ...slow])
      return new Map([...ids].map((id) => [id, { count: counts.get(id) ?? 0, isSlow: slow.has(id) }]))
    },
  }
}
