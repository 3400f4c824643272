import type { Following } from './follow-thread.ts'
import { newSecret } from './secret.ts'
import { nobodysState } from './state/first-state.ts'
import type { State } from './state/state.ts'
import type { Store } from './state/store.ts'

export type Session = ReturnType<typeof createSession>

/**
 * Who the visitor is to the server. The token is made here, for the first thing that the visitor does; until then there
 * is neither token nor connection.
 */
export function createSession(options: {
  store: Store<State>
  following: Following
  /** What is to be kept on the device changed. */
  changed: () => void
  /** The server ended the session. */
  over: () => void
}) {
  const { store, following, changed } = options
  let token: string | null = null
  let begunAt = 0

  const load = (): Promise<void> => following.load(token)

  async function loadOnce(): Promise<void> {
    if (!following.isFollowing()) await load()
  }

  function leave(): void {
    following.leave()
    token = null
    begunAt = 0
    store.set(nobodysState)
  }

  function forget(): void {
    leave()
    changed()
  }

  return {
    token: () => token,
    kept: () => ({ token, begunAt }),
    /** The token of the session, made now if there is none: the visitor acts. */
    begin(): string {
      if (token === null) {
        token = newSecret()
        begunAt = Date.now()
        changed()
      }
      return token
    },
    /** Takes over a session that was kept on this device. */
    use(kept: { token: string | null; begunAt: number }): void {
      if (kept.token === null) return
      // Another tab made it, and the server may not have known it when it was asked about here.
      if (kept.token === token) return void loadOnce()
      if (token !== null) leave()
      ;({ token, begunAt } = kept)
      changed()
      void load()
    },
    load,
    /** For after the first act, when the server knows the token. */
    loadOnce,
    forget,
    over(): void {
      forget()
      options.over()
    },
  }
}
