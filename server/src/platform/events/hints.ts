import type { VisitorPage } from '@throughline/protocol/realtime/visitor-page.ts'

/**
 * "Look now": published after a commit, so that listeners look at once instead of at the next poll. A hint carries
 * no truth and may be lost; the cursors are in PostgreSQL.
 */
export type Hint = ThreadHint | MomentHint

/** Something changed on a thread. */
export interface ThreadHint {
  about: 'thread'
  customerId: string | null
  issueIds: string[]
}

/** About this moment only: nothing of it is in the feed. */
export type MomentHint =
  /** Who looks at which thread, or writes there, has changed. */
  | { about: 'presence' }
  /** The customer types. */
  | { about: 'typing'; customerId: string }
  /** On which page of the site the customer is, or that they left; null: that is not known any more. */
  | { about: 'visitor_page'; customerId: string; page: VisitorPage | null }
  /** Somebody began to look at the thread, and wants to know that. */
  | { about: 'visitor_page_asked'; customerId: string }
  /** The team has seen the thread. */
  | { about: 'seen'; customerId: string }
  /** There are new notifications, or this person has read theirs. */
  | { about: 'notifications'; staffId: string | null }
  /** This person has read an issue, or marked one as unread. */
  | { about: 'reads'; staffId: string }

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
