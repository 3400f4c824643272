/**
 * "Look now", from one part of this process to another: it carries nothing, and nobody has to listen. On a node where
 * the other part does not run nothing happens; what would have listened polls every few seconds anyway.
 */
export interface Signal {
  readonly send: () => void
  readonly listen: (listener: () => void) => void
}

export function createSignal(): Signal {
  const listeners: (() => void)[] = []
  return {
    send() {
      for (const listener of listeners) listener()
    },
    listen: (listener) => void listeners.push(listener),
  }
}
