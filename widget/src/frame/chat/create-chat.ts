import type { LoaderPort } from '../loader-port.ts'
import type { Server } from '../wire/server.ts'
import type { Chat } from './chat.ts'
import { createDeviceCopy } from './device-copy.ts'
import { createFollowing } from './follow-thread.ts'
import { createHearing } from './hear-loader.ts'
import { createIdentifying } from './identifying.ts'
import { createOutbox } from './outbox.ts'
import { createSendWaiting } from './send-waiting.ts'
import { createShowPage } from './show-page.ts'
import { createSession } from './session.ts'
import type { State } from './state/state.ts'
import type { Store } from './state/store.ts'
import { createActs } from './visitor-acts.ts'

/** Puts the parts together: what the visitor does, what the host asks for, and what is kept on the device. */
export function createChat(given: {
  store: Store<State>
  server: Server
  port: LoaderPort
  /** Somebody opened it, and goes on within. */
  focus: () => void
}): { chat: Chat; readSettings: () => Promise<void>; start: () => void } {
  const { store, server, port } = given
  // Each calls the others only once all of them are there.
  const following = createFollowing({
    store,
    server,
    wake: () => outbox.wake(),
    answered: ({ author, text }) => port.tell({ type: 'event', name: 'message', detail: { author, text } }),
    over: () => session.over(),
  })
  const { page: url, title = '' } = port.init
  const showPage = createShowPage({ store, first: { url, title }, send: following.send })
  const session = createSession({
    store,
    following,
    changed: () => copy.keep(),
    over: () => identifying.over(),
  })
  const identifying = createIdentifying({
    session,
    server,
    tell: port.tell,
    changed: () => copy.keep(),
    hasSession: () => store.get().hasSession || store.get().waiting.length > 0,
  })
  const outbox = createOutbox(store, createSendWaiting({ store, server, session, page: showPage.page }))
  const copy = createDeviceCopy({
    state: store.get,
    session: () => ({ ...session.kept(), identifiedAs: identifying.identifiedAs() }),
    write: (kept) => port.tell({ type: 'keep', kept }),
  })
  const parts = { ...given, session, identifying, copy, following, outbox, showPage }
  const { hear, readSettings } = createHearing(parts)

  return {
    chat: createActs(parts),
    readSettings,
    start(): void {
      const kept = copy.found(port.init.kept)
      identifying.adopt(kept.identifiedAs)
      store.set({ draft: kept.draft, isReachAsked: kept.isReachAsked })
      port.listen(hear)
      session.use(kept)
      for (const waiting of kept.waiting) outbox.add(waiting)
      store.subscribe(copy.keep)
    },
  }
}
