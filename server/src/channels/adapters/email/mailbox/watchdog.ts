/** Ends what makes no progress for a while, although it is not silent. */
export interface Watchdog {
  readonly isOver: boolean
  noted(): void
  stop(): void
}

export function createWatchdog(patienceMs: number, end: () => void): Watchdog {
  let isOver = false
  const timer = setTimeout(() => {
    isOver = true
    end()
  }, patienceMs)
  return {
    get isOver() {
      return isOver
    },
    noted: () => void timer.refresh(),
    stop: () => clearTimeout(timer),
  }
}
