import type { ReactNode } from 'react'
import { IconAlertTriangle } from '../../../look/icons.ts'
import classes from './warning.module.css'

/** Something to know before sending, right above where one writes. */
export function Warning({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.warning} role="alert">
      <IconAlertTriangle size={14} stroke={2} aria-hidden />
      <span className={classes.what}>{children}</span>
      {action}
    </div>
  )
}
