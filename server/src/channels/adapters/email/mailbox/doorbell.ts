import type { ImapFlow } from 'imapflow'
import { setTimeout as sleep } from 'node:timers/promises'
import type { MailboxLimits } from './limits.ts'

const floodCheckMs = 250

/** Tells when it is time to look for mail. */
export interface Doorbell {
  /**
   * Resolves when the server said that something arrived since the last call, or after `pollMs`; rejects when it hangs
   * up, or says more than that takes.
   */
  rings(pollMs: number, signal: AbortSignal): Promise<void>
}

type Limits = Pick<MailboxLimits, 'maxUnaskedBytes' | 'lookEveryMs'>

/** Listens all the time, also while mail is being read: what arrives then is not waited for until the next look. */
export function createDoorbell(client: ImapFlow, { maxUnaskedBytes, lookEveryMs }: Limits): Doorbell {
  let lookedAt = -Infinity
  let hasRung = false
  let isFlooding = false
  let wake: (() => void) | null = null
  client.on('exists', () => {
    hasRung = true
    wake?.()
  })
  client.on('close', () => wake?.())

  return {
    async rings(pollMs, signal) {
      const pauseMs = lookedAt + lookEveryMs - performance.now()
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal }).catch(() => {})
      const before = client.stats().received
      const watch = setInterval(() => {
        if (client.stats().received - before > maxUnaskedBytes) {
          isFlooding = true
          client.close()
        }
      }, floodCheckMs)
      if (!hasRung && client.usable && !signal.aborted) {
        void client.idle().catch(() => {})
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pollMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      clearInterval(watch)
      hasRung = false
      lookedAt = performance.now()
      if (isFlooding) throw new Error('the server talks without end')
      // Stopping closes the client, too.
      if (!client.usable) throw new Error(client.byeReason ?? 'the server closed the connection')
    },
  }
}
