import { useNavigate } from '@tanstack/react-router'
import { useKeys } from '../keys/use-keys.ts'
import { paths } from '../paths.ts'
import { useOfferedAreas } from './use-offered-areas.ts'

/** The keys that lead to areas: one by itself, or `g` and then a letter. */
export function useGoKeys(): void {
  const navigate = useNavigate()
  const areas = useOfferedAreas()
  const byKeys: Record<string, () => void> = { 'g s': () => void navigate({ to: paths.settings }) }
  for (const { to, keys } of areas) {
    for (const { keys: pressed, search = {}, focus } of keys) {
      byKeys[pressed] = () => void navigate({ to, search }).then(() => focus && document.getElementById(focus)?.focus())
    }
  }
  useKeys(byKeys)
}
