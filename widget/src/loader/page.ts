import type { Page } from '../between.ts'

/** A page sets its title after its address. */
const settledMs = 500

export const pageNow = (): Page => ({ url: location.origin + location.pathname, title: document.title })

/** Also of pages that change by the history alone, without being loaded. */
export function onPageChange(changed: (page: Page) => void): void {
  let timer = 0
  let { url } = pageNow()
  function look(): void {
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      const page = pageNow()
      if (page.url === url) return
      url = page.url
      changed(page)
    }, settledMs)
  }
  for (const name of ['pushState', 'replaceState'] as const) {
    const own = history[name]
    history[name] = function (...given) {
      own.apply(this, given)
      look()
    }
  }
  addEventListener('popstate', look)
}
