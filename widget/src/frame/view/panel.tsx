import { useEffect, useState } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import type { State } from '../chat/state/state.ts'
import type { Store } from '../chat/state/store.ts'
import { Composer } from './composer/composer.tsx'
import { DrawingContext } from './context.ts'
import { Header } from './header.tsx'
import { Messages } from './messages.tsx'

/** The whole chat. Escape closes it from everywhere but an open menu, which it closes first. */
export function Panel({ store, chat }: { store: Store<State>; chat: Chat }) {
  const [state, setState] = useState(() => store.get())
  useEffect(() => store.subscribe(() => setState(store.get())), [store])
  const [dropped, setDropped] = useState<readonly File[]>([])
  const [isOver, setOver] = useState(false)
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
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- files may be dropped anywhere */}
      <main
        class={isOver ? 'over' : ''}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={({ relatedTarget }) => {
          if (relatedTarget === null) setOver(false)
        }}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          if (state.settings?.takesFiles) setDropped([...(event.dataTransfer?.files ?? [])])
        }}
      >
        <Header />
        {state.pause !== null && <p class="notice">{state.pause === 'offline' ? w.offline : w.slowDown}</p>}
        <Messages />
        <Composer dropped={dropped} />
        {isOver && <div class="drop">{w.drop}</div>}
      </main>
      <output class="unseen">
        {state.said}
        {state.pause === 'offline' && w.offline}
      </output>
    </DrawingContext.Provider>
  )
}
