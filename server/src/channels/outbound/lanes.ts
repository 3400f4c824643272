/**
 * At most so many messages of one channel are handed over at a time on this node: a provider that stalls must not keep
 * the messages of all other channels waiting.
 */
export interface Lanes {
  /** Works on the entry now, or once a lane of its channel is free. Resolves at once when it has to wait. */
  run(channelId: string, entryId: string, work: (entryId: string) => Promise<void>): Promise<void>
}

/** Fewer than there are workers, so that one channel never has them all. */
const lanesPerChannel = 4
/** What waits in memory. The rest is found as overdue, like what waits when this process ends. */
const maxWaiting = 10_000

export function createLanes(onError: (error: unknown) => void): Lanes {
  const channels = new Map<string, { busy: number; waiting: Set<string> }>()
  return {
    async run(channelId, entryId, work) {
      const channel = channels.get(channelId) ?? { busy: 0, waiting: new Set() }
      channels.set(channelId, channel)
      if (channel.busy >= lanesPerChannel) {
        if (channel.waiting.size < maxWaiting) channel.waiting.add(entryId)
        return
      }
      channel.busy++
      try {
        await work(entryId)
      } finally {
        for (const waiting of channel.waiting) {
          channel.waiting.delete(waiting)
          await work(waiting).catch(onError)
        }
        channel.busy--
        if (channel.busy === 0) channels.delete(channelId)
      }
    },
  }
}
