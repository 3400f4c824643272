import { fill } from '../../words/languages.ts'
import { durationIn } from './amounts.ts'
import { useDrawing } from './context.ts'
import { Face } from './face.tsx'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'

/** Who answers, and how soon. */
export function Header() {
  const { state, chat } = useDrawing()
  const { words: w, settings, presence, language } = state
  const names = presence?.staff.map(({ name }) => name) ?? []
  return (
    <header>
      {names.length > 0 && (
        <div class="faces" aria-hidden="true">
          {names.slice(0, 3).map((name) => (
            <Face key={name} name={name} />
          ))}
        </div>
      )}
      <div class="who">
        <h1 id="title" tabIndex={-1} dir="auto">
          {settings?.title || w.title}
        </h1>
        {names.length > 0 && <p dir="auto">{names.slice(0, 3).join(', ')}</p>}
      </div>
      {state.hasSession && <Menu />}
      <button type="button" class="quiet" aria-label={w.close} title={w.close} onClick={() => chat.close()}>
        <Icon name="close" />
      </button>
      {presence?.isOpenNow && <p class="soon">{expectation()}</p>}
    </header>
  )

  function expectation(): string {
    if (!presence || presence.answersWithinMs === null) return ''
    if (presence.answersWithinMs < 60_000) return w.answersAtOnce
    return fill(w.answersWithin, { time: durationIn(language, presence.answersWithinMs) })
  }
}
