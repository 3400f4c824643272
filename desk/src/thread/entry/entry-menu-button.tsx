import { useRef, useState } from 'react'
import { IconDots } from '../../look/icons.ts'
import { w } from '../../words/words.ts'
import { EntryMenu, type EntryMenuProps } from './entry-menu.tsx'
import classes from './entry-menu-button.module.css'

/** The menu itself is made when it is wanted: there is a button on each of many entries. */
export function EntryMenuButton(props: Omit<EntryMenuProps, 'onClose'>) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setIsOpen(false)
    button.current?.focus()
  }
  return (
    <span className={classes.place}>
      <button
        ref={button}
        type="button"
        className={classes.button}
        aria-label={w.entry.menu}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
      >
        <IconDots size={14} aria-hidden />
      </button>
      {isOpen && <EntryMenu {...props} onClose={close} />}
    </span>
  )
}
