import { useEffect, useEffectEvent } from 'react'

const calls = new EventTarget()

export function openPalette(): void {
  calls.dispatchEvent(new Event('open'))
}

export function usePaletteCalls(open: () => void): void {
  const onOpen = useEffectEvent(open)
  useEffect(() => {
    const hear = () => onOpen()
    calls.addEventListener('open', hear)
    return () => calls.removeEventListener('open', hear)
  }, [])
}
