import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ProblemError } from '../problem-error.ts'

/** Long enough for a slow commit, short enough that nobody waits for a connection that is gone. */
const patienceMs = 4000

interface Waiting {
  resolve: (entry: Entry | null) => void
  reject: (error: ProblemError) => void
  cancelTimer: () => void
}

/** Sends that were put on the wire and not answered yet, by echoId. */
export function makePendingSends(setTimer: (run: () => void, delayMs: number) => () => void) {
  const waitingByEchoId = new Map<string, Waiting>()

  function take(echoId: string | null | undefined): Waiting | undefined {
    if (!echoId) return undefined
    const waiting = waitingByEchoId.get(echoId)
    waitingByEchoId.delete(echoId)
    waiting?.cancelTimer()
    return waiting
  }

  function giveUp(echoId: string): void {
    take(echoId)?.resolve(null)
  }

  return {
    /** Resolves with null when no answer came: the same echoId may then be sent another way. */
    wait(echoId: string): Promise<Entry | null> {
      return new Promise((resolve, reject) => {
        waitingByEchoId.set(echoId, { resolve, reject, cancelTimer: setTimer(() => giveUp(echoId), patienceMs) })
      })
    },
    settle(entry: Entry): void {
      take(entry.echoId)?.resolve(entry)
    },
    refuse(echoId: string | null, error: ProblemError): void {
      take(echoId)?.reject(error)
    },
    giveUp,
    giveUpAll(): void {
      for (const echoId of waitingByEchoId.keys()) giveUp(echoId)
    },
  }
}
