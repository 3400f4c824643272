import { isOverlayOpen } from './key-press.ts'

/** As if the key had been pressed on the page, once the palette is gone: what listens there knows what to do. */
export function pressKey(key: string): void {
  if (isOverlayOpen()) requestAnimationFrame(() => pressKey(key))
  else document.documentElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}
