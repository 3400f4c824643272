export interface Polling {
  /** Asks now, beside the turns. */
  again(this: void): Promise<void>
  stop(this: void): void
}

/** Asks again and again while the page is seen. An answer that comes after a newer one is dropped. */
export function startPolling<T>(
  ask: () => Promise<T>,
  everyMs: number,
  told: { answer(this: void, answer: T): void; failure(this: void, sentence: string): void },
): Polling {
  let latest = 0
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function again(): Promise<void> {
    const turn = ++latest
    try {
      const answer = await ask()
      if (turn === latest && !isOver) told.answer(answer)
    } catch (error) {
      if (turn === latest && !isOver) told.failure(error instanceof Error ? error.message : String(error))
    }
  }

  async function takeTurns(): Promise<void> {
    if (document.visibilityState === 'visible') await again()
    if (!isOver) timer = setTimeout(() => void takeTurns(), everyMs)
  }

  void takeTurns()
  return {
    again,
    stop() {
      isOver = true
      clearTimeout(timer)
    },
  }
}
