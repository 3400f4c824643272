import type { State } from './state/state.ts'
import type { Store } from './state/store.ts'

const fadesAfterMs = 6000

/** That somebody of the team writes; it goes when nothing more is heard of it. */
export function createTypingSign(store: Store<State>): (name: string | null) => void {
  let timer = 0
  return (name) => {
    clearTimeout(timer)
    store.set({ typing: name })
    if (name !== null) timer = window.setTimeout(() => store.set({ typing: null }), fadesAfterMs)
  }
}
