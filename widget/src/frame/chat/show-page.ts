import type { VisitorFrame } from '@throughline/protocol/webchat/live.ts'
import type { Page } from '../../between.ts'
import type { State } from './state/state.ts'
import type { Store } from './state/store.ts'

const dayMs = 24 * 60 * 60 * 1000

export type ShowPage = ReturnType<typeof createShowPage>

/** Shows staff on which page the visitor is, while a chat is going on: from the first message to a day after the last. */
export function createShowPage(options: { store: Store<State>; first: Page; send: (frame: VisitorFrame) => void }) {
  const { store, send } = options
  let page = options.first
  /** On the connection that is open now. */
  let shown: string | null = null

  function show(): void {
    const { link, settings } = store.get()
    // The next connection knows nothing yet.
    if (link !== 'up') shown = null
    else if (shown === page.url || !settings?.showsPages || !isGoingOn(store.get())) return
    else say()
  }

  function say(): void {
    shown = page.url
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    send({ type: 'page', url: page.url.slice(0, 2000), title: page.title.slice(0, 1000).toWellFormed(), timeZone })
  }
  // Whatever makes it so: the settings have come, the first message was sent.
  store.subscribe(show)

  return {
    page: () => page,
    moved(to: Page): void {
      page = to
      show()
    },
  }
}

/** Mails of theirs are on the thread, too: a chat was begun by what was said in one. */
function isGoingOn({ messages }: State): boolean {
  const last = messages.findLast(({ via }) => via === 'webchat')
  return last !== undefined && Date.now() - Date.parse(last.at) < dayMs
}
