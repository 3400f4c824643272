/** Those who want to hear of one thing. */
export interface Listeners<Told extends unknown[]> {
  /** Returns how to stop. */
  add: (listener: (...told: Told) => void) => () => void
  tell: (...told: Told) => void
}

export function makeListeners<Told extends unknown[]>(): Listeners<Told> {
  const listeners = new Set<(...told: Told) => void>()
  return {
    add(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell(...told) {
      for (const listener of listeners) listener(...told)
    },
  }
}
