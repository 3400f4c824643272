import { isOverlayOpen } from './key-press.ts'

/** As if the key had been pressed on the page, once the palette is gone: what listens there knows what to do. */
export function pressKey(key: string, { shiftKey = false } = {}): void {
  if (isOverlayOpen()) requestAnimationFrame(() => pressKey(key, { shiftKey }))
  else {
    const pressed = new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true })
    document.documentElement.dispatchEvent(pressed)
  }
}
