import { secondMs } from '../../../server/src/lib/clock.ts'

export interface Target {
  readonly name: string
  readonly port: number
}

/** Which of several targets gets the next request or connection. */
export interface Targets {
  /** By turns, of those that are well; null when none is. */
  take(): { target: Target; failed(): void } | null
  stop(): void
}

/**
 * Leaves a target alone for `failMs` after it could not be reached, and for as long as it does not answer its health
 * check with 200, where there is one.
 */
export function chooseAmong(
  targets: readonly Target[],
  { failMs, health }: { failMs: number; health?: { uri: string; everyMs: number; timeoutMs: number } },
): Targets {
  const all = targets.map((target) => ({ target, isWell: true, leftAloneUntilMs: 0 }))
  let turn = 0

  async function check(one: (typeof all)[number], { uri, timeoutMs }: NonNullable<typeof health>): Promise<void> {
    const signal = AbortSignal.timeout(timeoutMs)
    const answer = await fetch(`http://127.0.0.1:${one.target.port}${uri}`, { signal }).catch(() => null)
    one.isWell = answer?.status === 200
    await answer?.body?.cancel().catch(() => {})
  }
  function checkAll(): void {
    for (const one of all) if (health) void check(one, health)
  }
  const timer = setInterval(checkAll, health?.everyMs ?? 60 * secondMs)
  checkAll()

  return {
    take() {
      const now = performance.now()
      const free = all.filter(({ isWell, leftAloneUntilMs }) => isWell && leftAloneUntilMs <= now)
      const one = free[turn++ % free.length]
      if (one === undefined) return null
      return { target: one.target, failed: () => (one.leftAloneUntilMs = performance.now() + failMs) }
    },
    stop: () => clearInterval(timer),
  }
}
