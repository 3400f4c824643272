import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import type { ThreadRow } from '../state/rows.ts'

/**
 * Two moments at which the end must stay in sight: when the place to write grows and takes height away, and when this
 * person has just written something themselves.
 */
export function useStayAtEnd(
  scroller: RefObject<HTMLDivElement | null>,
  flow: Virtualizer<HTMLDivElement, Element>,
  rows: ThreadRow[],
  endPx: number,
): void {
  const wasAtEnd = useRef(true)
  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const note = () => {
      wasAtEnd.current = flow.isAtEnd(endPx)
    }
    const observer = new ResizeObserver(() => {
      if (wasAtEnd.current) flow.scrollToEnd()
    })
    observer.observe(element)
    element.addEventListener('scroll', note, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', note)
    }
  }, [scroller, flow, endPx])

  const newest = rows.at(-1)
  const written = newest?.kind === 'outgoing' ? newest.key : null
  useLayoutEffect(() => {
    if (written !== null) flow.scrollToEnd()
  }, [flow, written])
}
