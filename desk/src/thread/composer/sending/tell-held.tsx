import { toast } from '../../../look/tell.tsx'
import { w } from '../../../words/words.ts'

const hideByEntry = new Map<string, () => void>()

/** For as long as a message waits here: that it does, and the way to take it back, wherever one has gone since. */
export function tellHeld(entryId: string, forMs: number, hasClosed: boolean, takeBack: () => void): void {
  hideByEntry.set(entryId, toast(hasClosed ? w.outgoing.heldClosed : w.outgoing.held, { undo: takeBack, forMs }))
  setTimeout(() => hideByEntry.delete(entryId), forMs)
}

/** It was taken back where it stands on the thread. */
export function forgetHeld(entryId: string): void {
  hideByEntry.get(entryId)?.()
}
