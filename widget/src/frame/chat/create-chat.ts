import type { FromLoader } from '../../between.ts'
import { languageOf, wordsIn } from '../../words/languages.ts'
import type { LoaderPort } from '../loader-port.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Server } from '../wire/server.ts'
import type { Chat } from './chat.ts'
import { createHanding } from './handing.ts'
import { createIdentifying } from './identifying.ts'
import { createKeeping } from './keeping.ts'
import { mergeMessages } from './state/merge.ts'
import { createOutbox } from './outbox.ts'
import { newSecret } from './secret.ts'
import { createSession } from './session.ts'
import type { State } from './state/state.ts'
import type { Store } from './state/store.ts'
import { waitingFor } from './state/waiting-for.ts'

const typingEveryMs = 3000
const settingsAreFreshMs = 60_000

/** Puts the parts together: what the visitor does, what the host asks for, and what is kept. */
export function createChat({
  store,
  server,
  port,
  focus,
}: {
  store: Store<State>
  server: Server
  port: LoaderPort
  /** Somebody opened it, and goes on within. */
  focus: () => void
}) {
  const session = createSession({
    store,
    server,
    wake: () => outbox.wake(),
    changed: () => keeping.keep(),
    answered: ({ author, text }) => port.tell({ type: 'event', name: 'message', detail: { author, text } }),
    over: () => identifying.over(),
  })
  const identifying = createIdentifying({
    session,
    server,
    tell: port.tell,
    changed: () => keeping.keep(),
    hasSession: () => store.get().hasSession || store.get().waiting.length > 0,
  })
  const outbox = createOutbox(store, createHanding({ store, server, session, page: port.init.page }))
  const keeping = createKeeping({
    state: store.get,
    session: () => ({ ...session.kept(), identifiedAs: identifying.identifiedAs() }),
    write: (kept) => port.tell({ type: 'keep', kept }),
  })
  let typedAt = 0
  let settingsAt = 0

  async function readSettings(): Promise<void> {
    const settings = await server.settings()
    settingsAt = Date.now()
    store.set({ settings, presence: settings.presence })
  }

  function wipe(): void {
    const token = session.token()
    // Whether or not the server hears of it, this device forgets.
    if (token !== null) server.end(token).catch(() => undefined)
    identifying.forget()
    keeping.wipe()
    store.set({ waiting: [], draft: '', isReachAsked: false })
    session.forget()
    port.tell({ type: 'keep', kept: null })
    port.tell({ type: 'event', name: 'logout', detail: null })
  }

  function hear(message: FromLoader): void {
    if (message.type === 'opened') {
      store.set({ isOpen: true })
      if (message.byHand) focus()
      session.opened()
      if (Date.now() - settingsAt > settingsAreFreshMs) readSettings().catch(() => undefined)
    } else if (message.type === 'closed') store.set({ isOpen: false, firstUnreadId: null })
    else if (message.type === 'identify') void identifying.identify(message.token)
    else if (message.type === 'logout') wipe()
    else if (message.type === 'setLocale') void speak(message.locale)
    else adopt(message.kept)
  }

  async function speak(locale: string): Promise<void> {
    const language = languageOf([locale])
    store.set({ language, words: await wordsIn(language) })
  }

  /** Another tab of this device wrote, or wiped. */
  function adopt(kept: string | null): void {
    const theirs = keeping.changed(kept)
    if (kept === null && session.token() !== null) {
      keeping.wipe()
      store.set({ waiting: [], draft: '', isReachAsked: false })
      identifying.forget()
      session.forget()
    } else if (theirs.token === null) {
      // The other tab may have been told that it is over: asked about, not taken back.
      void session.load()
    } else if (theirs.begunAt >= session.kept().begunAt) {
      identifying.adopt(theirs.identifiedAs)
      session.use(theirs)
    }
    if (theirs.isReachAsked) store.set({ isReachAsked: true })
    keeping.keep()
  }

  const chat: Chat = {
    close: () => port.tell({ type: 'close' }),
    write(draft) {
      store.set({ draft })
      if (draft === '' || Date.now() - typedAt < typingEveryMs) return
      typedAt = Date.now()
      session.typing()
    },
    send(text, files) {
      store.set({ draft: '' })
      typedAt = 0
      const line = files.map((file) => ({ name: file.name, sizeBytes: file.size, file, uploadedId: null, progress: 0 }))
      outbox.add(waitingFor(newSecret(), { text, files: line }))
    },
    retry: (echoId) => outbox.retry(echoId),
    discard: (echoId) => outbox.discard(echoId),
    async showEarlier() {
      const [token, { earlier }] = [session.token(), store.get()]
      if (token === null || earlier === null) return
      const page = await server.messages(token, earlier).catch(() => null)
      if (page && store.get().earlier === earlier) {
        store.set((now) => ({ ...mergeMessages(now, page.items), earlier: page.earlier }))
      }
    },
    async giveReach(given) {
      const { words } = store.get()
      try {
        const { reach } = await server.giveReach(session.begin(), given)
        store.set({ reach, isReachAsked: true, said: words.thanks })
        return null
      } catch (error) {
        if (!(error instanceof Refusal)) return words.offline
        return error.status === 400 ? words.badEmail : error.message
      }
    },
    skipReach: () => store.set({ isReachAsked: true }),
    forget() {
      wipe()
      port.tell({ type: 'close' })
    },
    fetchFile: (url) => server.fetchFile(session.token() ?? '', url),
  }

  return {
    chat,
    readSettings,
    start: (): void => {
      const kept = keeping.found(port.init.kept)
      identifying.adopt(kept.identifiedAs)
      store.set({ draft: kept.draft, isReachAsked: kept.isReachAsked })
      port.listen(hear)
      session.use(kept)
      for (const waiting of kept.waiting) outbox.add(waiting)
      store.subscribe(keeping.keep)
    },
  }
}
