import { setTimeout as delay } from 'node:timers/promises'

/** Waits for a condition; what fails meanwhile is tried again. */
export async function until(what: string, isTrue: () => Promise<boolean>, withinMs = 60_000): Promise<void> {
  const deadlineMs = performance.now() + withinMs
  for (;;) {
    const found = await isTrue().catch((error: unknown) => error)
    if (found === true) return
    if (performance.now() > deadlineMs) throw new Error(`not within ${withinMs} ms: ${what}`, { cause: found })
    await delay(50)
  }
}
