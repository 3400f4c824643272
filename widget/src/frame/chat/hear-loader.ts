import type { FromLoader } from '../../between.ts'
import { languageOf, wordsIn } from '../../words/languages.ts'
import type { Following } from './follow-thread.ts'
import type { ShowPage } from './show-page.ts'
import { forgetHere, logOut, type VisitorParts } from './forget-visitor.ts'

const settingsAreFreshMs = 60_000

/** What the page around the widget asks for. */
export function createHearing(
  parts: VisitorParts & {
    following: Following
    showPage: ShowPage
    /** Somebody opened it, and goes on within. */
    focus: () => void
  },
) {
  const { store, server, session, identifying, copy, following, showPage } = parts
  let settingsAt = 0

  async function readSettings(): Promise<void> {
    const settings = await server.settings()
    settingsAt = Date.now()
    store.set({ settings, presence: settings.presence })
  }

  function open(isByHand: boolean): void {
    store.set({ isOpen: true })
    if (isByHand) parts.focus()
    following.opened()
    if (Date.now() - settingsAt > settingsAreFreshMs) readSettings().catch(() => undefined)
  }

  async function speak(locale: string): Promise<void> {
    const language = languageOf([locale])
    store.set({ language, words: await wordsIn(language) })
  }

  /** Another tab of this device wrote, or wiped. */
  function adopt(kept: string | null): void {
    const theirs = copy.changed(kept)
    if (kept === null && session.token() !== null) forgetHere(parts)
    else if (theirs.token === null) {
      // The other tab may know already that it is over: asked about, not taken back.
      void session.load()
    } else if (theirs.begunAt >= session.kept().begunAt) {
      identifying.adopt(theirs.identifiedAs)
      session.use(theirs)
    }
    if (theirs.isReachAsked) store.set({ isReachAsked: true })
    copy.keep()
  }

  function hear(message: FromLoader): void {
    if (message.type === 'opened') open(message.byHand)
    else if (message.type === 'closed') store.set({ isOpen: false, firstUnreadId: null })
    else if (message.type === 'identify') void identifying.identify(message.token)
    else if (message.type === 'logout') logOut(parts)
    else if (message.type === 'setLocale') void speak(message.locale)
    else if (message.type === 'page') showPage.moved(message.page)
    else adopt(message.kept)
  }

  return { hear, readSettings }
}
