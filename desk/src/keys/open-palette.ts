import { useEffect, useEffectEvent } from 'react'

/** What the palette begins with. */
export interface PaletteCall {
  /** Typed already, as if by hand. */
  typed?: string
  /** The issue at hand; without one, the issue that is open. */
  issueId?: string | undefined
}

const calls = new EventTarget()

export function openPalette(call: PaletteCall = {}): void {
  calls.dispatchEvent(new CustomEvent('open', { detail: call }))
}

export function usePaletteCalls(open: (call: PaletteCall) => void): void {
  const onOpen = useEffectEvent(open)
  useEffect(() => {
    const hear = (event: Event) => event instanceof CustomEvent && onOpen(event.detail)
    calls.addEventListener('open', hear)
    return () => calls.removeEventListener('open', hear)
  }, [])
}
