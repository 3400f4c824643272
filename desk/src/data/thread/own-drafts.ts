import { useSyncExternalStore } from 'react'
import { makeListeners } from '../../session/realtime/listeners.ts'

/** To whom this person has begun to write: as the server said it with a list, and as they write here. */
const listeners = makeListeners<[]>()
const withDraft = new Set<string>()

export function learnDrafts(customerIds: readonly string[], withOne: readonly string[]): void {
  for (const id of customerIds) {
    if (withOne.includes(id)) withDraft.add(id)
    else withDraft.delete(id)
  }
  listeners.tell()
}

export function noteDraft(customerId: string, isThere: boolean): void {
  if (withDraft.has(customerId) !== isThere) learnDrafts([customerId], isThere ? [customerId] : [])
}

export function forgetDrafts(): void {
  withDraft.clear()
}

export function useHasDraft(customerId: string): boolean {
  return useSyncExternalStore(listeners.add, () => withDraft.has(customerId))
}
