import type { ReactNode } from 'react'
import { w } from '../../words/words.ts'
import classes from './front-door.module.css'

/** The page before the desk: one column, one form. */
export function FrontDoor({ title, more, children }: { title: string; more?: string; children: ReactNode }) {
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <img src="/mark.svg" alt={w.appName} width={36} height={36} className={classes.mark} />
        <h1 className={classes.title}>{title}</h1>
        {more && <p className={classes.more}>{more}</p>}
        <div className={classes.form}>{children}</div>
      </div>
    </main>
  )
}
