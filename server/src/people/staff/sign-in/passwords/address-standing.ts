import { dayMs, minuteMs, type Clock } from '../../../../lib/clock.ts'

/**
 * `known`: somebody signed in from there lately. `suspect`: a wrong password came from there just now, whatever came
 * before. All others, strangers and colleagues in a new place alike, are `unknown`.
 */
export type Standing = 'known' | 'unknown' | 'suspect'

export interface AddressStanding {
  of(network: string): Standing
  succeeded(network: string): void
  failed(network: string): void
}

const knownMs = 7 * dayMs
const suspectMs = minuteMs
const maxRemembered = 10_000

/** What this process remembers of the addresses that sign in; of more than it can remember, the latest. */
export function createAddressStanding({ clock }: { clock: Clock }): AddressStanding {
  const knownUntilMs = new Map<string, number>()
  const suspectUntilMs = new Map<string, number>()

  const nowMs = (): number => clock.now().getTime()
  const isIn = (until: ReadonlyMap<string, number>, network: string): boolean => (until.get(network) ?? 0) > nowMs()
  function remember(until: Map<string, number>, network: string, durationMs: number): void {
    until.delete(network)
    if (until.size >= maxRemembered) until.delete(until.keys().next().value!)
    until.set(network, nowMs() + durationMs)
  }

  return {
    of: (network) => (isIn(suspectUntilMs, network) ? 'suspect' : isIn(knownUntilMs, network) ? 'known' : 'unknown'),
    succeeded: (network) => remember(knownUntilMs, network, knownMs),
    failed: (network) => remember(suspectUntilMs, network, suspectMs),
  }
}
