import type { ReactNode } from 'react'
import classes from './panel-section.module.css'

export function PanelSection({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <header className={classes.head}>
        <h3 className={classes.title}>{title}</h3>
        {action}
      </header>
      {children}
    </section>
  )
}
