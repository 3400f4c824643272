import { useEffect, useState } from 'preact/hooks'
import { startPolling, type Polling } from './polling.ts'

/** What `ask` answers, again and again. The last answer stays through failures and changes of what is asked. */
export function usePolled<T>(ask: () => Promise<T>, everyMs: number) {
  const [known, setKnown] = useState<{ answer: T | null; failure: string | null }>({ answer: null, failure: null })
  const [polling, setPolling] = useState<Polling | null>(null)
  useEffect(() => {
    const started = startPolling(ask, everyMs, {
      answer: (answer) => setKnown({ answer, failure: null }),
      failure: (failure) => setKnown((before) => ({ ...before, failure })),
    })
    setPolling(started)
    return () => started.stop()
  }, [ask, everyMs])
  return { ...known, again: () => polling?.again() }
}
