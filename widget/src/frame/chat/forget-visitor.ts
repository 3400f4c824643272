import type { LoaderPort } from '../loader-port.ts'
import type { Server } from '../wire/server.ts'
import type { DeviceCopy } from './device-copy.ts'
import type { Identifying } from './identifying.ts'
import type { Session } from './session.ts'
import type { State } from './state/state.ts'
import type { Store } from './state/store.ts'

/** What a visitor is known by on this page. */
export interface VisitorParts {
  store: Store<State>
  server: Server
  port: LoaderPort
  session: Session
  identifying: Identifying
  copy: DeviceCopy
}

/** This page forgets the visitor: as if nobody had written here. */
export function forgetHere({ store, session, identifying, copy }: VisitorParts): void {
  identifying.forget()
  copy.wipe()
  store.set({ waiting: [], draft: '', isReachAsked: false })
  session.forget()
}

/** The session ends on the server as well, and nothing of it stays on the device. */
export function logOut(parts: VisitorParts): void {
  const { server, port, session } = parts
  const token = session.token()
  // Whether or not the server hears of it, this device forgets.
  if (token !== null) server.end(token).catch(() => undefined)
  forgetHere(parts)
  port.tell({ type: 'keep', kept: null })
  port.tell({ type: 'event', name: 'logout', detail: null })
}
