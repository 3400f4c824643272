import { useEffect, useEffectEvent } from 'react'
import { hadOverlay, isAfterG, isWriting } from '../../../keys/key-press.ts'

/**
 * While rows are picked, the keys mean all of them, and not the issue that happens to be open: they are taken before
 * anybody else hears them.
 */
export function usePickedKeys(actionByKey: Record<string, () => void>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const run = actionByKey[event.key]
    if (!run || isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    if (hadOverlay(event) || isAfterG(event)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    run()
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', hear, { capture: true })
    return () => document.removeEventListener('keydown', hear, { capture: true })
  }, [])
}
