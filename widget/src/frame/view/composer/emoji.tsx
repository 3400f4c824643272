import { useRef, useState } from 'preact/hooks'
import { useDrawing } from '../context.ts'
import { Fold } from '../fold.tsx'

const signs =
  '😀 😄 😂 😊 😉 😍 🤔 😅 😢 😭 😡 😮 🙈 🙏 👍 👎 👏 👋 💪 🤝 ❤ 🎉 🔥 ✨ ✅ ❌ ❓ ❗ ⏰ 📦 🚚 🎁 💳 📷 📞 💡 ☕ 🌞 🌧 🐶'.split(
    ' ',
  )
const columns = 8

/** A handful of the most used: each device has a full keyboard of them besides. */
export function Emoji({ insert }: { insert: (sign: string) => void }) {
  const { words: w } = useDrawing().state
  const [place, setPlace] = useState(0)
  const grid = useRef<HTMLFieldSetElement>(null)

  function move(event: KeyboardEvent): void {
    const isRtl = document.dir === 'rtl'
    const steps: Record<string, number> = {
      ArrowRight: isRtl ? -1 : 1,
      ArrowLeft: isRtl ? 1 : -1,
      ArrowDown: columns,
      ArrowUp: -columns,
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.min(signs.length - 1, Math.max(0, place + step))
    setPlace(next)
    const chosen = grid.current?.children[next]
    if (chosen instanceof HTMLElement) chosen.focus()
  }

  return (
    <Fold class="emoji" label={w.emoji} icon="emoji">
      {(fold) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows move between its buttons
        <fieldset class="card signs" ref={grid} aria-label={w.emoji} onKeyDown={move}>
          {signs.map((sign, index) => (
            <button
              key={sign}
              type="button"
              tabIndex={index === place ? 0 : -1}
              onClick={() => {
                insert(sign)
                setPlace(index)
                fold()
              }}
            >
              {sign}
            </button>
          ))}
        </fieldset>
      )}
    </Fold>
  )
}
