import { accentOf } from './accent.ts'
import type { State } from './chat/state/state.ts'
import { launcherLook } from './launcher-look.ts'
import type { LoaderPort } from './loader-port.ts'
import { directionOf, fill } from '../words/languages.ts'

/** Keeps the page's language, direction and colours, and the launcher in the host's page, as the state says. */
export function createShowing({ init, tell }: LoaderPort) {
  const prefersDark = matchMedia('(prefers-color-scheme: dark)')
  let shown = ''
  let counted = ''

  return function show({ settings, words, language, unread }: State): void {
    const root = document.documentElement
    root.lang = language
    root.dir = directionOf(language)
    document.title = settings?.title || words.title
    if (!settings) return
    const theme = init.theme === 'light' || init.theme === 'dark' ? init.theme : settings.theme
    const isDark = theme === 'dark' || (theme === 'auto' && prefersDark.matches)
    root.dataset.theme = isDark ? 'dark' : 'light'
    const { accent, onAccent } = accentOf(settings.accent)
    root.style.setProperty('--accent', accent)
    root.style.setProperty('--on-accent', onAccent)

    const wanted = [accent, settings.side, language, settings.title].join(' ')
    if (shown !== wanted) {
      shown = wanted
      tell({
        type: 'show',
        look: launcherLook,
        accent,
        onAccent,
        side: settings.side,
        openLabel: words.open,
        closeLabel: words.close,
        frameLabel: settings.title || words.title,
      })
    }
    const count = `${unread} ${language}`
    if (counted !== count) {
      counted = count
      tell({ type: 'unread', count: unread, label: fill(words.unread, { count: unread }) })
    }
  }
}
