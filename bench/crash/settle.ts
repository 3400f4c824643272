import { setTimeout as delay } from 'node:timers/promises'
import { createMessageKeys, type MessageKeys } from '../../server/src/channels/message-key.ts'
import { loadSecretKey } from '../../server/src/lib/secret-key.ts'
import { createSecretBox } from '../../server/src/lib/secrets.ts'
import { readAll, type Everything } from './checking/read-all.ts'

/** The keys of a product: its Message-IDs are made with them, so a mail can be matched to its entry. */
export function messageKeysOf(secret: Parameters<typeof loadSecretKey>[0]): MessageKeys {
  return createMessageKeys(createSecretBox(loadSecretKey(secret)))
}

// A job or webhook that was cut off is taken up again when its claim runs out, within two minutes or so.
const settleWithinMs = 240_000

/** Side effects are done a while after the acknowledgement. What is still missing after long enough is missing. */
export async function settle<Found extends { violations: string[] }>(
  product: { url: string; token: string },
  say: (line: string) => void,
  check: (everything: Everything) => Found | Promise<Found>,
): Promise<Found> {
  const startedMs = performance.now()
  let waitMs = 250
  for (;;) {
    const found = await check(await readAll(product))
    const { violations } = found
    const waitedMs = performance.now() - startedMs
    if (violations.length === 0 || waitedMs > settleWithinMs) {
      say(`all side effects were looked at ${Math.round(waitedMs / 1000)} s after the last acknowledgement`)
      return found
    }
    say(`${violations.length} things are still to be done, such as: ${violations[0]}`)
    await delay(waitMs)
    waitMs = Math.min(waitMs * 2, 10_000)
  }
}
