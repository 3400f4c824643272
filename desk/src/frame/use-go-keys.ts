import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useKeys } from '../keys/use-keys.ts'
import { paths } from '../paths.ts'
import { useOfferedAreas } from './use-offered-areas.ts'

const togetherMs = 1200

/** The keys that lead to areas: one by itself, or `g` and then a letter. */
export function useGoKeys(): void {
  const navigate = useNavigate()
  const areas = useOfferedAreas()
  const pressedAt = useRef(0)
  const afterG = (go: () => void) => () => {
    if (Date.now() - pressedAt.current < togetherMs) go()
    pressedAt.current = 0
  }
  const byKey: Record<string, () => void> = {
    g: () => {
      pressedAt.current = Date.now()
    },
    s: afterG(() => void navigate({ to: paths.settings })),
  }
  for (const { to, keys } of areas) {
    for (const { keys: pressed, search = {}, focus } of keys) {
      const go = () => void navigate({ to, search }).then(() => focus && document.getElementById(focus)?.focus())
      const [first = '', letter] = pressed.split(' ')
      byKey[letter ?? first] = letter ? afterG(go) : go
    }
  }
  useKeys(byKey)
}
