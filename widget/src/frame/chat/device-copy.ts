import { nothingKept, readKept, writeKept, type Kept } from '../kept.ts'
import type { State, Waiting } from './state/state.ts'

/**
 * What is kept on this device is shared by all tabs of the site. Each tab writes what it knows; what another tab has yet
 * to send stays in, so that it is sent by whichever tab lives on. The echo keeps it from being recorded twice. Two tabs
 * that know the same write the same, else they would answer each other for ever.
 */
export function createDeviceCopy(options: {
  state: () => State
  session: () => Pick<Kept, 'token' | 'begunAt' | 'identifiedAs'>
  write: (kept: string | null) => void
}) {
  let written: string | null = null
  let isOwed = false
  let othersWaiting: readonly Waiting[] = []
  /** What was written last in any tab that has something half written. */
  let draft = ''
  let ownDraft = ''

  function write(): void {
    isOwed = false
    const { draft: own, waiting, isReachAsked, messages } = options.state()
    if (own !== ownDraft) draft = ownDraft = own
    const known = new Set([...messages, ...waiting].map(({ echoId }) => echoId))
    othersWaiting = othersWaiting.filter(({ echoId }) => !known.has(echoId))
    const kept = writeKept({
      ...nothingKept,
      ...options.session(),
      draft,
      waiting: [...othersWaiting, ...waiting].toSorted((a, b) => (a.at + a.echoId < b.at + b.echoId ? -1 : 1)),
      isReachAsked,
    })
    if (kept === written) return
    written = kept
    options.write(kept)
  }

  function take(kept: string | null): Kept {
    written = kept
    const theirs = readKept(kept)
    draft = theirs.draft || ownDraft
    return theirs
  }

  return {
    /** Soon, and once for all that changes together: other tabs never see a half of it. */
    keep: (): void => {
      if (isOwed) return
      isOwed = true
      queueMicrotask(write)
    },
    /** What was there when the page was opened. */
    found: take,
    /** Another tab wrote. */
    changed(kept: string | null): Kept {
      const theirs = take(kept)
      const mine = new Set(options.state().waiting.map(({ echoId }) => echoId))
      othersWaiting = theirs.waiting.filter(({ echoId }) => !mine.has(echoId))
      return theirs
    },
    wipe(): void {
      othersWaiting = []
      draft = ownDraft = ''
    },
  }
}

export type DeviceCopy = ReturnType<typeof createDeviceCopy>
