import './look.css'
import { render } from 'preact'
import { languageOf, wordsIn } from '../words/languages.ts'
import { createChat } from './chat/create-chat.ts'
import { firstState } from './chat/state/first-state.ts'
import { createStore } from './chat/state/store.ts'
import { meetLoader } from './loader-port.ts'
import { createShowing } from './showing.ts'
import { Panel } from './view/panel.tsx'
import { toField } from './view/composer/to-field.ts'
import { Refusal } from './wire/refusal.ts'
import { createServer } from './wire/server.ts'

const retryMs = 5000

/** Everything is ready to be shown before anybody asks for it, so that opening is no more than showing. */
async function start(): Promise<void> {
  const port = await meetLoader()
  const language = languageOf([port.init.locale, ...navigator.languages])
  const store = createStore(firstState(language, await wordsIn(language)))
  const show = createShowing(port)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => show(store.get()))
  store.subscribe(() => show(store.get()))
  show(store.get())

  const channelId = decodeURIComponent(location.pathname.split('/').at(-1) ?? '')
  const { chat, readSettings, start } = createChat({ store, server: createServer(channelId), port, focus: toField })
  render(<Panel store={store} chat={chat} />, document.body)
  start()
  await untilDone(readSettings)
  port.tell({ type: 'event', name: 'ready', detail: null })
}

/** A network that is not there yet keeps the launcher away, not the widget from coming once it is. */
async function untilDone(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      // The chat was switched off or is not for this site: no launcher, and no more asking.
      if (error instanceof Refusal && !error.isTemporary) throw error
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }
}

void start()
