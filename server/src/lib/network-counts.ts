import { networkOf } from './network-of.ts'

/** How many connections each network has open here. What may be open, and what happens beyond it, is the caller's. */
export interface NetworkCounts {
  /** Of the network of this address. */
  readonly of: (address: string) => number
  /** Counts one more. What is returned takes it back, once. */
  readonly enter: (address: string) => () => void
}

export function createNetworkCounts(): NetworkCounts {
  const open = new Map<string, number>()
  return {
    of: (address) => open.get(networkOf(address)) ?? 0,
    enter(address) {
      const network = networkOf(address)
      open.set(network, (open.get(network) ?? 0) + 1)
      let hasLeft = false
      return () => {
        if (hasLeft) return
        hasLeft = true
        const left = open.get(network)! - 1
        if (left === 0) open.delete(network)
        else open.set(network, left)
      }
    },
  }
}
