export const narrowest = 240
export const widest = 520
export const usualWidth = 320

const key = 'throughline-list-width'

/** How wide the list is on this device; null is the usual. */
export function keptWidth(): number | null {
  try {
    const width = Number(localStorage.getItem(key))
    return width > 0 ? withinWidths(width) : null
  } catch {
    return null
  }
}

export function keepWidth(width: number | null): void {
  try {
    if (width === null) localStorage.removeItem(key)
    else localStorage.setItem(key, String(width))
  } catch {
    // Storage may be switched off: then it is as wide as usual next time.
  }
}

export function withinWidths(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, width)))
}
