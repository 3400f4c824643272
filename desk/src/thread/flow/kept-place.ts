import type { VirtualItem } from '@tanstack/react-virtual'

/** Where one was reading in a thread, away from its end: kept for as long as the page is open. */
export interface KeptPlace {
  offset: number
  sizes: VirtualItem[]
  /** The newest entry that was seen then. */
  seenSeq: number
}

const placeByThread = new Map<string, KeptPlace>()
const mostKept = 50

export function keptPlace(thread: string): KeptPlace | null {
  return placeByThread.get(thread) ?? null
}

/** null: one was at the end, and will be there again. */
export function keepPlace(thread: string, place: KeptPlace | null): void {
  placeByThread.delete(thread)
  if (place) placeByThread.set(thread, place)
  if (placeByThread.size > mostKept) placeByThread.delete(placeByThread.keys().next().value ?? '')
}
