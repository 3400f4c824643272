import type { ReactNode } from 'react'
import classes from './settings-head.module.css'

export function SettingsHead({ title, more, action }: { title: ReactNode; more?: ReactNode; action?: ReactNode }) {
  return (
    <header className={classes.head}>
      <div className={classes.line}>
        <h2 className={classes.title}>{title}</h2>
        {action}
      </div>
      {more && <p className={classes.more}>{more}</p>}
    </header>
  )
}
