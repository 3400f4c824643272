import { AppError } from '../../lib/errors.ts'
import { networkOf } from '../../lib/network-of.ts'

/** How many connections each network has open at this node. */
export function countNetworks(max: number) {
  const open = new Map<string, number>()
  return {
    hasRoom: (address: string): boolean => (open.get(networkOf(address)) ?? 0) < max,
    /** Counts one more; to be called once when it is gone. */
    enter(address: string): () => void {
      const network = networkOf(address)
      open.set(network, (open.get(network) ?? 0) + 1)
      return () => {
        const left = open.get(network)! - 1
        if (left === 0) open.delete(network)
        else open.set(network, left)
      }
    },
  }
}

export function tooManyConnections(): AppError {
  return new AppError('too_many_requests', 'Too many connections are open from your network. Try again in a minute.', {
    retryAfterSeconds: 60,
  })
}
