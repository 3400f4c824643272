import { useState, type CSSProperties, type ReactNode } from 'react'
import { ListEdge } from './list-edge.tsx'
import { keptWidth } from './list-width.ts'
import { underToasts } from './toast-spot.ts'
import classes from './list-and-detail.module.css'

export interface ListAndDetailProps {
  list: ReactNode
  detail: ReactNode
  /** On a phone one of the two is shown: the detail once something is open. */
  isDetailOpen: boolean
  /** A menu wants less room than a list, and always the same. */
  isNarrow?: boolean
}

export function ListAndDetail({ list, detail, isDetailOpen, isNarrow = false }: ListAndDetailProps) {
  const [width, setWidth] = useState(keptWidth)
  const style: (CSSProperties & Record<'--chosen-width', string>) | undefined =
    width === null ? undefined : { '--chosen-width': `${width}px` }
  return (
    <div
      className={classes.root}
      style={style}
      data-detail={isDetailOpen || undefined}
      data-narrow={isNarrow || undefined}
    >
      <div className={classes.list}>{list}</div>
      {!isNarrow && <ListEdge width={width} onChange={setWidth} />}
      <div className={classes.detail} {...underToasts}>
        {detail}
      </div>
    </div>
  )
}
