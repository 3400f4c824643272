/**
 * "Something changed here": published after a commit, so that whoever waits looks at once instead of at the next
 * poll. A hint carries no truth and may be lost; the cursors are in PostgreSQL.
 */
export interface Hint {
  customerId: string | null
  issueIds: string[]
}

export interface Hints {
  publish(hint: Hint): void
  /** Returns the function that ends the subscription. */
  subscribe(listener: (hint: Hint) => void): () => void
  close(): Promise<void>
}

export function inProcessHints(): Hints {
  const listeners = new Set<(hint: Hint) => void>()
  return {
    publish(hint) {
      for (const listener of listeners) listener(hint)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      listeners.clear()
    },
  }
}
