import type { Clock } from '../../../../lib/clock.ts'

/**
 * Remembers for a few seconds who a credential belongs to, so that not every request asks the database. `clear`
 * empties it, including what is being loaded at that moment, so that revoked credentials stop working at once. Unknown
 * credentials are not cached.
 */
export interface BriefCache<T> {
  readonly get: (key: string, load: () => Promise<T | null>) => T | null | Promise<T | null>
  readonly clear: () => void
}

export function createBriefCache<T>({ ttlMs, clock }: { ttlMs: number; clock: Clock }): BriefCache<T> {
  const known = new Map<string, { value: T; untilMs: number }>()
  const loading = new Map<string, Promise<T | null>>()
  let generation = 0

  function get(key: string, load: () => Promise<T | null>): T | null | Promise<T | null> {
    const found = known.get(key)
    if (found && found.untilMs > clock.now().getTime()) return found.value
    // Many requests at once wait for one look-up.
    const pending = loading.get(key)
    if (pending) return pending
    const started = generation
    const promise = load()
      .then((value) => {
        if (value !== null && started === generation) keep(key, value)
        return value
      })
      .finally(() => {
        if (loading.get(key) === promise) loading.delete(key)
      })
    loading.set(key, promise)
    return promise
  }

  function keep(key: string, value: T): void {
    // Entries are tiny and live for seconds; a flood of keys empties the map rather than growing it.
    if (known.size >= maxEntries) known.clear()
    known.set(key, { value, untilMs: clock.now().getTime() + ttlMs })
  }

  function clear(): void {
    generation++
    known.clear()
    loading.clear()
  }

  return { get, clear }
}

const maxEntries = 10_000
