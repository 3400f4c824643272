/**
 * While somebody's hand is on the list, nothing in it moves: they are scrolled down in it, or the pointer moved over
 * it a moment ago.
 */
const restMs = 2500

let isScrolled = false
let pointerMovedAt = 0
let timer: ReturnType<typeof setTimeout> | undefined

export const listHold = {
  isOn: (): boolean => isScrolled || Date.now() - pointerMovedAt < restMs,
  scrolled(toTop: boolean): void {
    isScrolled = !toTop
  },
  /** `onRest` is called when the hand has rested for a while. */
  pointerMoved(onRest: () => void): void {
    pointerMovedAt = Date.now()
    clearTimeout(timer)
    timer = setTimeout(onRest, restMs + 50)
  },
  release(): void {
    isScrolled = false
    pointerMovedAt = 0
    clearTimeout(timer)
  },
}
