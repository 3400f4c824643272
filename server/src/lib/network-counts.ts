import { networkOf } from './network-of.ts'

/** How many connections each network has open here. What may be open, and what happens beyond it, is the caller's. */
export interface NetworkCounts {
  /** Of the network of this address. */
  readonly of: (address: string) => number
  /** Counts one more. What is returned takes it back, once. */
  readonly enter: (address: string) => () => void
}

export function createNetworkCounts(): NetworkCounts {
  const open = new Map<string, { network: string; count: number }>()
  return {
    of: (address) => open.get(networkOf(address))?.count ?? 0,
    enter(address) {
      const network = networkOf(address)
      // One for all connections of a network: thousands are held open.
      const entered = open.get(network) ?? { network, count: 0 }
      open.set(network, entered)
      entered.count += 1
      let hasLeft = false
      return () => {
        if (hasLeft) return
        hasLeft = true
        entered.count -= 1
        if (entered.count === 0) open.delete(entered.network)
      }
    },
  }
}
