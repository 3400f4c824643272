import { useState } from 'preact/hooks'

/** When the story of a person began in this tab: only what happened since then ticks its steps off. */
export function useSince(personId: string): { since: string; beginAgain: (this: void) => void } {
  const [, redraw] = useState(0)
  const key = `lab-story-since ${personId}`
  return {
    since: sessionStorage.getItem(key) ?? begin(key),
    beginAgain() {
      begin(key)
      redraw((count) => count + 1)
    },
  }
}

function begin(key: string): string {
  const now = new Date().toISOString()
  sessionStorage.setItem(key, now)
  return now
}
