import { useRef, useState } from 'preact/hooks'
import { useDrawing } from './context.ts'
import { Icon } from './icon.tsx'

/** The one thing that is rarely wanted: to leave no trace on a device that others use too. */
export function Menu() {
  const { state, chat } = useDrawing()
  const { words: w } = state
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const fold = (): void => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape folds it, wherever in it one is
    <div
      class="menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.stopPropagation()
        fold()
      }}
    >
      <button
        ref={button}
        type="button"
        class="quiet"
        aria-label={w.menu}
        title={w.menu}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <div class="card">
          <p>{w.forgetSure}</p>
          <div class="row">
            <button type="button" class="bad" onClick={() => chat.forget()}>
              {w.forget}
            </button>
            <button type="button" onClick={fold}>
              {w.cancel}
            </button>
          </div>
        </div>
      )}
    </div>
  )
}
