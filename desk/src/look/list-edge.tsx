import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { w } from '../words/words.ts'
import classes from './list-and-detail.module.css'
import { keepWidth, narrowest, usualWidth, widest, withinWidths } from './list-width.ts'

const step = 16

export interface ListEdgeProps {
  width: number | null
  onChange: (width: number | null) => void
}

/** Between list and detail: dragged, or moved by the arrow keys; a double click takes the usual width again. */
export function ListEdge({ width, onChange }: ListEdgeProps) {
  const drag = useRef<{ x: number; width: number; direction: 1 | -1 } | null>(null)
  /** As it was last set: a key that is held repeats before the page is drawn. */
  const latest = useRef(width)
  const set = (next: number | null) => {
    latest.current = next
    onChange(next)
    keepWidth(next)
  }
  const widthAt = (x: number): number | null =>
    drag.current && withinWidths(drag.current.width + drag.current.direction * (x - drag.current.x))

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const edge = event.currentTarget
    // In a language that is written from the right, the list is on the right.
    const direction = getComputedStyle(edge).direction === 'rtl' ? -1 : 1
    drag.current = { x: event.clientX, width: widthBefore(edge), direction }
    edge.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent) => {
    const next = widthAt(event.clientX)
    if (next !== null) onChange(next)
  }
  const onPointerUp = (event: PointerEvent) => {
    const isMoved = drag.current !== null && drag.current.x !== event.clientX
    if (isMoved) set(widthAt(event.clientX))
    drag.current = null
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const change = { ArrowLeft: -step, ArrowRight: step }[event.key]
    if (change === undefined) return
    event.preventDefault()
    set(withinWidths((latest.current ?? widthBefore(event.currentTarget)) + change))
  }
  return (
    // A separator that takes the focus is a control: this is how such a one is made.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={w.rail.listWidth}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      aria-valuenow={width ?? usualWidth}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={classes.edge}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onLostPointerCapture={() => (drag.current = null)}
      onDoubleClick={() => set(null)}
      onKeyDown={onKeyDown}
    />
  )
}

function widthBefore(edge: HTMLElement): number {
  return edge.previousElementSibling?.getBoundingClientRect().width ?? usualWidth
}
