import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import type { ThreadRow } from '../../data/thread/rows.ts'

/**
 * Moments at which the end must stay in sight: when the place to write grows and takes height away, when rows come in
 * or are measured while the end is read, and when this person has just written something themselves.
 */
export function useStayAtEnd(
  scroller: RefObject<HTMLDivElement | null>,
  flow: Virtualizer<HTMLDivElement, Element>,
  rows: ThreadRow[],
  { endPx, beginsAtEnd }: { endPx: number; beginsAtEnd: boolean },
): void {
  const wasAtEnd = useRef(beginsAtEnd)
  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    let lastTop = element.scrollTop
    const note = () => {
      const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= endPx
      // Only who goes up leaves the end: what says where one is may come when the rows have grown in the meantime.
      if (isAtEnd || element.scrollTop < lastTop) wasAtEnd.current = isAtEnd
      lastTop = element.scrollTop
    }
    const observer = new ResizeObserver(() => {
      if (wasAtEnd.current) flow.scrollToEnd()
    })
    observer.observe(element)
    // What it holds grows later than its rows are known.
    if (element.lastElementChild) observer.observe(element.lastElementChild)
    element.addEventListener('scroll', note, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', note)
    }
  }, [scroller, flow, endPx])

  // Older rows that come in before the first jump to the end has been noticed would take it away.
  const height = flow.getTotalSize()
  const heightShown = useRef(height)
  useLayoutEffect(() => {
    if (wasAtEnd.current && heightShown.current !== height) flow.scrollToEnd()
    heightShown.current = height
  }, [flow, height])

  const newest = rows.at(-1)
  const written = newest?.kind === 'outgoing' ? newest.key : null
  useLayoutEffect(() => {
    if (written !== null) flow.scrollToEnd()
  }, [flow, written])
}
