import { setTimeout as delay } from 'node:timers/promises'

export interface Memory {
  rssBytes: number
  /** What JavaScript holds: the heap in use and the buffers outside of it. */
  heldBytes: number
}

/** What this process holds once all garbage is gone; wants `--expose-gc`. */
export async function memoryAfterCollection(): Promise<Memory> {
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.()
    // Lets finalizers and the other threads of the collector do their part.
    await delay(50)
  }
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rssBytes: rss, heldBytes: heapUsed + external }
}
