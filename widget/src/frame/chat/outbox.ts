import type { Store } from './state/store.ts'
import type { State, Waiting } from './state/state.ts'

/** What became of an attempt to send something. */
export type SendOutcome =
  | { readonly outcome: 'recorded' }
  /** Nobody knows whether it arrived, or the server asked to wait: it goes again under the same echo. */
  | { readonly outcome: 'again'; readonly pause: 'offline' | 'slowDown'; readonly afterMs?: number }
  | { readonly outcome: 'refused'; readonly problem: string | null }

const [firstDelayMs, longestDelayMs] = [1000, 20_000]

/**
 * One after the other, in the order of writing, until each is recorded or refused. A message that is refused is set
 * aside and holds up nobody; whatever a cut leaves open is tried again, and the server knows what it has by the echo.
 */
export function createOutbox(store: Store<State>, send: (waiting: Waiting) => Promise<SendOutcome>) {
  let isRunning = false
  let attempts = 0
  let wakeUp: (() => void) | null = null

  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    for (let next = first(); next; next = first()) {
      change(next.echoId, { state: 'sending' })
      const sent = await send(next)
      if (sent.outcome === 'again') {
        change(next.echoId, { state: 'waiting' })
        store.set({ pause: sent.pause })
        await rest(sent.afterMs ?? Math.min(longestDelayMs, firstDelayMs * 2 ** attempts) * (0.75 + Math.random() / 2))
        attempts += 1
      } else {
        attempts = 0
        store.set({ pause: null })
        if (sent.outcome === 'refused') change(next.echoId, { state: 'failed', problem: sent.problem })
      }
    }
    isRunning = false
  }

  function first(): Waiting | undefined {
    return store.get().waiting.find(({ state }) => state !== 'failed')
  }

  function change(echoId: string, part: Partial<Waiting>): void {
    store.set(({ waiting }) => ({ waiting: waiting.map((one) => (one.echoId === echoId ? { ...one, ...part } : one)) }))
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  return {
    change,
    add(waiting: Waiting): void {
      store.set((now) => ({ waiting: [...now.waiting, waiting] }))
      void run()
    },
    retry(echoId: string): void {
      change(echoId, { state: 'waiting', problem: null })
      void run()
    },
    discard(echoId: string): void {
      store.set(({ waiting }) => ({ waiting: waiting.filter((one) => one.echoId !== echoId) }))
    },
    /** The connection is back: no more waiting. */
    wake(): void {
      attempts = 0
      wakeUp?.()
      void run()
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>
