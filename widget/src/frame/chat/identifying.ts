import type { FromFrame } from '../../between.ts'
import { NoAnswer, Refusal } from '../wire/refusal.ts'
import type { Server } from '../wire/server.ts'
import type { Session } from './session.ts'

const retryMs = 5000

/** The host vouches for who this is. The same person is signed in once, not at every page. */
export function createIdentifying(options: {
  session: Session
  server: Server
  tell: (message: FromFrame) => void
  changed: () => void
  hasSession: () => boolean
}) {
  const { session, server, tell, changed, hasSession } = options
  let identifiedAs: string | null = null
  let newest: string | null = null

  async function identify(hostToken: string): Promise<void> {
    newest = hostToken
    const person = personOf(hostToken)
    if (person !== null && person === identifiedAs && session.token() !== null) return done(person)
    // What somebody else said on this device is not handed to the next one.
    if (identifiedAs !== null) session.forget()
    try {
      await server.identify(session.begin(), hostToken)
      if (newest !== hostToken) return
      identifiedAs = person
      changed()
      await session.load()
      done(person)
    } catch (error) {
      if (newest === hostToken) refused(error, hostToken)
    }
  }

  function refused(error: unknown, hostToken: string): void {
    if (error instanceof NoAnswer || (error instanceof Refusal && error.isTemporary)) {
      setTimeout(() => newest === hostToken && void identify(hostToken), retryMs)
    } else if (!(error instanceof Refusal)) throw error
    else if (error.code === 'session_over' || error.code === 'other_account') {
      session.forget()
      void identify(hostToken)
    } else {
      newest = null
      // A token that was made for this alone leaves no trace.
      if (!hasSession()) session.forget()
      tell({ type: 'event', name: 'identityRefused', detail: error.message })
    }
  }

  function done(person: string | null): void {
    tell({ type: 'event', name: 'identified', detail: person })
  }

  return {
    identify,
    identifiedAs: () => identifiedAs,
    adopt(person: string | null): void {
      identifiedAs = person
    },
    forget(): void {
      identifiedAs = null
      newest = null
    },
    /** The session ended at the server: the page's own token may still be good, else the page is asked for another. */
    over(): void {
      const [person, hostToken] = [identifiedAs, newest]
      identifiedAs = null
      newest = null
      if (person === null) return
      if (hostToken !== null) void identify(hostToken)
      else tell({ type: 'event', name: 'identityExpired', detail: person })
    },
  }
}

/** Whom the token names: read, not believed. The server alone decides whether it is true. */
function personOf(hostToken: string): string | null {
  try {
    const payload = hostToken.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(payload), (sign) => sign.charCodeAt(0))
    const { sub } = JSON.parse(new TextDecoder().decode(bytes))
    return typeof sub === 'string' ? sub : null
  } catch {
    return null
  }
}

export type Identifying = ReturnType<typeof createIdentifying>
