import { nothingKept, readKept, writeKept, type Kept } from '../kept.ts'
import type { State, Waiting } from './state.ts'

/**
 * What is kept on this device is shared by all tabs of the site. Each tab writes what it knows; what another tab has yet
 * to send stays in, so that it is sent by whichever tab lives on. The echo keeps it from being recorded twice.
 */
export function createKeeping(options: {
  state: () => State
  session: () => Pick<Kept, 'token' | 'identifiedAs'>
  write: (kept: string | null) => void
}) {
  let written: string | null = null
  let othersWaiting: readonly Waiting[] = []

  function keep(): void {
    const { draft, waiting, isReachAsked, messages } = options.state()
    const recorded = new Set(messages.map(({ echoId }) => echoId))
    const mine = new Set(waiting.map(({ echoId }) => echoId))
    othersWaiting = othersWaiting.filter(({ echoId }) => !recorded.has(echoId) && !mine.has(echoId))
    const kept = writeKept({
      ...nothingKept,
      ...options.session(),
      draft,
      waiting: [...othersWaiting, ...waiting],
      isReachAsked,
    })
    if (kept === written) return
    written = kept
    options.write(kept)
  }

  return {
    keep,
    /** What was there when the page was opened. */
    found(kept: string | null): Kept {
      written = kept
      return readKept(kept)
    },
    /** Another tab wrote. */
    changed(kept: string | null): Kept {
      written = kept
      const theirs = readKept(kept)
      const mine = new Set(options.state().waiting.map(({ echoId }) => echoId))
      othersWaiting = theirs.waiting.filter(({ echoId }) => !mine.has(echoId))
      return theirs
    },
    wipe(): void {
      othersWaiting = []
    },
  }
}
