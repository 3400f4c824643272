import type { Show } from '../between.ts'

/**
 * Where the launcher and the frame stand in the host's page: in a shadow, below an element whose own style beats every
 * rule of the page, beside its body, which pages exchange and transform. The shadow is open, so that tools that check
 * the page for barriers sees into it. Styles are set by script, which no policy of a page forbids; nothing is written
 * as markup.
 */
export function createPlace(options: { address: string; hasLauncher: boolean; pressed: () => void }) {
  const element = document.createElement('throughline-chat')
  for (const [name, value] of [
    ['all', 'initial'],
    ['display', 'block'],
    ['position', 'fixed'],
    ['z-index', '2147483000'],
  ] as const) {
    element.style.setProperty(name, value, 'important')
  }
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('*{position:fixed;visibility:hidden}')
  root.adoptedStyleSheets = [sheet]

  const box = document.createElement('div')
  const frame = document.createElement('iframe')
  const launcher = document.createElement('button')
  const badge = document.createElement('span')
  launcher.type = 'button'
  launcher.hidden = true
  badge.hidden = true
  launcher.append(
    drawing('M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z', 'talk'),
    drawing('M6 9l6 6 6-6', 'fold'),
    badge,
  )
  launcher.addEventListener('click', options.pressed)
  launcher.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && isOpen) options.pressed()
  })
  box.append(frame, ...(options.hasLauncher ? [launcher] : []))
  root.append(box)

  let isOpen = false
  let shown: Show | null = null
  let unreadLabel = ''
  const small = matchMedia('(max-width: 520px), (max-height: 480px)')
  const viewport = window.visualViewport

  /** The sheet ends where the on-screen keyboard begins, and the page below it does not scroll along. */
  function fit(): void {
    const isSheet = isOpen && small.matches
    frame.style.height = isSheet && viewport ? `${viewport.height}px` : ''
    frame.style.top = isSheet && viewport ? `${viewport.offsetTop}px` : ''
    const { style } = document.documentElement
    if (isSheet && pageOverflow === null) {
      pageOverflow = style.overflow
      style.overflow = 'hidden'
    } else if (!isSheet && pageOverflow !== null) {
      style.overflow = pageOverflow
      pageOverflow = null
    }
  }
  let pageOverflow: string | null = null
  for (const name of ['resize', 'scroll']) viewport?.addEventListener(name, fit)
  small.addEventListener('change', fit)

  function draw(): void {
    box.className = isOpen ? 'open' : ''
    if (!shown) return
    const label = isOpen ? shown.closeLabel : [shown.openLabel, unreadLabel].filter(Boolean).join('. ')
    launcher.setAttribute('aria-label', label)
    launcher.setAttribute('aria-expanded', String(isOpen))
  }

  return {
    frame,
    isSheet: () => small.matches,
    put(): void {
      box.dir = getComputedStyle(document.documentElement).direction
      frame.src = options.address
      document.documentElement.append(element)
    },
    show(wanted: Show): void {
      shown = wanted
      sheet.replaceSync(wanted.look)
      box.style.setProperty('--accent', wanted.accent)
      box.style.setProperty('--on-accent', wanted.onAccent)
      box.dataset.side = wanted.side
      frame.title = wanted.frameLabel
      launcher.hidden = false
      draw()
    },
    hide(): void {
      launcher.hidden = true
    },
    badge(count: number, label: string): void {
      unreadLabel = count > 0 ? label : ''
      badge.hidden = count === 0
      badge.textContent = count > 9 ? '9+' : String(count)
      draw()
    },
    open(byHand: boolean): void {
      isOpen = true
      draw()
      fit()
      if (byHand) frame.focus()
    },
    close(): void {
      // Focus goes back only if it was inside: who closed by the page's own button stays there.
      const hadFocus = root.activeElement === frame
      isOpen = false
      draw()
      fit()
      if (hadFocus) launcher.focus()
    },
  }
}

function drawing(path: string, name: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  line.setAttribute('d', path)
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('class', name)
  svg.setAttribute('aria-hidden', 'true')
  svg.append(line)
  return svg
}
