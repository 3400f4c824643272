import type { ReactNode } from 'react'
import classes from './hint.module.css'

export interface HintProps {
  /** A sentence that is one hover, or one Tab, away. */
  text: string
  /** What it is called for those who cannot see it. */
  label?: string
  className?: string | undefined
  children: ReactNode
}

/** A tooltip of nothing but CSS: there is one on each entry of a thread, and a thread may have thousands. */
export function Hint({ text, label, className, children }: HintProps) {
  return (
    <span
      className={className ? `${classes.hint} ${className}` : classes.hint}
      data-hint={text}
      tabIndex={0}
      {...(label ? { role: 'img', 'aria-label': `${label} ${text}` } : { 'aria-description': text })}
    >
      {children}
    </span>
  )
}
