import type { ReactNode } from 'react'
import { DetailHeading } from '../../look/detail-heading.tsx'
import classes from './settings-head.module.css'

export function SettingsHead({ title, more, action }: { title: ReactNode; more?: ReactNode; action?: ReactNode }) {
  return (
    <header className={classes.head}>
      <div className={classes.line}>
        <DetailHeading className={classes.title}>{title}</DetailHeading>
        {action}
      </div>
      {more && <p className={classes.more}>{more}</p>}
    </header>
  )
}
