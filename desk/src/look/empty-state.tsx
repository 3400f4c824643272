import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

export interface EmptyStateProps {
  icon?: ReactNode
  title: string
  /** What to do next. */
  children?: ReactNode
  action?: ReactNode
  /** It stands for the whole page: its title is the page's. */
  isPage?: boolean
}

export function EmptyState({ icon, title, children, action, isPage = false }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className={classes.root}>
      {icon && <div className={classes.icon}>{icon}</div>}
      <Title className={classes.title}>{title}</Title>
      {children && <div className={classes.more}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
