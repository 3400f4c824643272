import type { ImapFlow } from 'imapflow'

/** Tells when it is time to look for mail. */
export interface Doorbell {
  /** Resolves when the server said that something arrived since the last call, or after `pollMs`; rejects when it hangs up. */
  rings(pollMs: number, signal: AbortSignal): Promise<void>
}

/** Listens all the time, also while mail is being read: what arrives then is not waited for until the next look. */
export function createDoorbell(client: ImapFlow): Doorbell {
  let hasRung = false
  let wake: (() => void) | null = null
  client.on('exists', () => {
    hasRung = true
    wake?.()
  })
  client.on('close', () => wake?.())

  return {
    async rings(pollMs, signal) {
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
      hasRung = false
      // Stopping closes the client, too.
      if (!client.usable) throw new Error(client.byeReason ?? 'the server closed the connection')
    },
  }
}
