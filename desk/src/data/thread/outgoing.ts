import { useSyncExternalStore } from 'react'
import { withOutgoing, withoutOutgoing, withState, type Outgoing, type OutgoingItem } from './outgoing-state.ts'

/**
 * What this tab has written and not seen on the thread yet. Kept in the tab's own storage, so that a reload loses
 * nothing: it is sent again under the same echoId, which is the same entry.
 */
const storageKey = 'throughline-outgoing'
const nothing: Outgoing = []
let outgoing = read()
const listeners = new Set<() => void>()

function read(): Outgoing {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isItem) : nothing
  } catch {
    return nothing
  }
}

/** It was written by this same page; only its presence needs checking. */
function isItem(value: unknown): value is OutgoingItem {
  return typeof value === 'object' && value !== null && 'echoId' in value && 'entry' in value && 'authorId' in value
}

function become(next: Outgoing): void {
  if (next === outgoing) return
  outgoing = next
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(next))
  } catch {
    // Storage is full or switched off: it still lives as long as the page.
  }
  for (const listener of listeners) listener()
}

export const outgoingStore = {
  all: () => outgoing,
  add: (item: OutgoingItem) => become(withOutgoing(outgoing, item)),
  mark: (echoId: string, change: Pick<OutgoingItem, 'state'> & { reason?: string }) =>
    become(withState(outgoing, echoId, change)),
  remove: (echoId: string | undefined) => become(withoutOutgoing(outgoing, echoId)),
  listen: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

export function useOutgoing(): Outgoing {
  return useSyncExternalStore(outgoingStore.listen, outgoingStore.all)
}
