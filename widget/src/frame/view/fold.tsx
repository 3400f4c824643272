import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from './icon.tsx'

export interface FoldProps {
  class: string
  label: string
  icon: IconName
  /** What opens from the button. `fold` closes it and gives the focus back. */
  children: (fold: () => void) => ComponentChildren
}

/** A button that opens something beside it; Escape closes that, and nothing around it. */
export function Fold({ class: name, label, icon, children }: FoldProps) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const opener = button.current
    return isOpen ? () => opener?.focus() : undefined
  }, [isOpen])
  const fold = (): void => setOpen(false)
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape folds it, wherever in it one is
    <div
      class={name}
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
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} />
      </button>
      {isOpen && children(fold)}
    </div>
  )
}
