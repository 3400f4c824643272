import { useEffect, useEffectEvent } from 'react'
import { isOverlayOpen } from '../../../keys/use-keys.ts'

const fields = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]'

/**
 * While rows are picked, the keys mean all of them, and not the issue that happens to be open: they are taken before
 * anybody else hears them.
 */
export function usePickedKeys(actionByKey: Record<string, () => void>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const run = actionByKey[event.key]
    const isTyping = event.target instanceof Element && event.target.closest(fields) !== null
    if (!run || isTyping || event.ctrlKey || event.metaKey || event.altKey || isOverlayOpen()) return
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
