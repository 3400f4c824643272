/**
 * The focus is never lost. When what had it goes away (a menu, a dialog, a field, a row), and nobody else has taken it,
 * it goes back to where it was before; where that is gone too, to the page.
 */
interface Stop {
  element: HTMLElement
  place: string
}

const mostKept = 40
/** Menus and dialogs give the focus back by themselves after a moment. */
const othersFirstMs = 60

export function keepFocus(): () => void {
  const trail: Stop[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const follow = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target.id === pageId) return
    trail.push({ element: target, place: placeNow() })
    if (trail.length > mostKept) trail.shift()
  }
  const look = () => {
    if (!isLost() || trail.at(-1)?.element.isConnected !== false) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (!isLost()) return
      const place = placeNow()
      const before = trail.findLast((stop) => stop.place === place && isThere(stop.element))
      const found = before?.element ?? document.getElementById(pageId)
      found?.focus({ preventScroll: true })
    }, othersFirstMs)
  }
  const observer = new MutationObserver(look)
  observer.observe(document.body, { childList: true, subtree: true })
  document.addEventListener('focusin', follow)
  return () => {
    clearTimeout(timer)
    observer.disconnect()
    document.removeEventListener('focusin', follow)
  }
}

const pageId = 'content'

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body

/** What was on another page of the desk is not where one was. */
const placeNow = (): string => location.pathname.split('/', 2).join('/')

function isThere(element: HTMLElement): boolean {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled')
}
