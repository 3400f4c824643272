import type { ReactNode } from 'react'
import classes from './list-and-detail.module.css'

export interface ListAndDetailProps {
  list: ReactNode
  detail: ReactNode
  /** On a phone one of the two is shown: the detail once something is open. */
  isDetailOpen: boolean
  /** A menu wants less room than a list. */
  isNarrow?: boolean
}

export function ListAndDetail({ list, detail, isDetailOpen, isNarrow = false }: ListAndDetailProps) {
  return (
    <div className={classes.root} data-detail={isDetailOpen || undefined} data-narrow={isNarrow || undefined}>
      <div className={classes.list}>{list}</div>
      <div className={classes.detail}>{detail}</div>
    </div>
  )
}
