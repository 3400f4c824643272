import { useCallback } from 'react'

/** How far things were scrolled, by name, for as long as the page is open. */
const keptByName = new Map<string, number>()
const mostKept = 300

export function keptScroll(name: string): number {
  return keptByName.get(name) ?? 0
}

export function keepScroll(name: string, top: number): void {
  keptByName.delete(name)
  keptByName.set(name, top)
  if (keptByName.size > mostKept) keptByName.delete(keptByName.keys().next().value ?? '')
}

/** What comes late makes room for the place that was kept; after this, somebody has begun to read elsewhere. */
const patienceMs = 2000

/** For what scrolls by itself: comes back to where it was, once there is enough to scroll. */
export function useKeptScroll(name: string): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback(
    (element) => {
      if (element === null) return undefined
      const wanted = keptScroll(name)
      let isBack = false
      const goBack = () => {
        if (isBack) return
        element.scrollTop = wanted
        isBack = Math.abs(element.scrollTop - wanted) < 2
      }
      const giveUp = () => (isBack = true)
      goBack()
      const observer = new MutationObserver(goBack)
      observer.observe(element, { childList: true, subtree: true })
      const timer = setTimeout(giveUp, patienceMs)
      const keep = () => {
        if (isBack) keepScroll(name, element.scrollTop)
      }
      element.addEventListener('scroll', keep, { passive: true })
      element.addEventListener('wheel', giveUp, { passive: true })
      element.addEventListener('touchmove', giveUp, { passive: true })
      return () => {
        clearTimeout(timer)
        observer.disconnect()
        element.removeEventListener('scroll', keep)
        element.removeEventListener('wheel', giveUp)
        element.removeEventListener('touchmove', giveUp)
      }
    },
    [name],
  )
}
