import { useEffect, useRef, useState } from 'preact/hooks'
import { fill } from '../../words/languages.ts'
import type { Chat } from '../chat/chat.ts'
import type { State } from '../chat/state.ts'
import type { Store } from '../chat/store.ts'
import { Composer } from './composer.tsx'
import { DrawingContext } from './context.ts'
import { Header } from './header.tsx'
import { Messages } from './messages.tsx'

/** The whole chat. Escape closes it from everywhere but an open menu, which it closes first. */
export function Panel({ store, chat }: { store: Store<State>; chat: Chat }) {
  const [state, setState] = useState(store.get)
  useEffect(() => store.subscribe(() => setState(store.get())), [store])
  const [dropped, setDropped] = useState<{ files: readonly File[] }>({ files: [] })
  const [isOver, setOver] = useState(false)
  const overTimer = useRef(0)
  const { words: w } = state

  useEffect(() => {
    const escape = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') chat.close()
    }
    document.addEventListener('keydown', escape)
    return () => document.removeEventListener('keydown', escape)
  }, [chat])

  return (
    <DrawingContext.Provider value={{ state, chat }}>
      <main
        class={isOver ? 'over' : ''}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
          clearTimeout(overTimer.current)
          overTimer.current = window.setTimeout(() => setOver(false), 200)
        }}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          if (state.settings?.takesFiles) setDropped({ files: [...(event.dataTransfer?.files ?? [])] })
        }}
      >
        <Header />
        {state.pause !== null && <p class="notice">{state.pause === 'offline' ? w.offline : w.slowDown}</p>}
        <Messages />
        <Composer dropped={dropped} />
        {isOver && <div class="drop">{w.drop}</div>}
      </main>
      <p class="unseen" role="status">
        {state.said}
        {state.pause === 'offline' && fill(w.offline, {})}
      </p>
    </DrawingContext.Provider>
  )
}
