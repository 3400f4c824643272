import { z } from 'zod'
import { messageOf, SettingError } from '../lib/errors.ts'
import { newId } from '../lib/ids.ts'
import type { Logger } from '../lib/logger.ts'
import { inProcessHints, type Hint, type Hints } from './hints.ts'

const subject = 'throughline.hints'

/**
 * Hints between nodes. This node's own listeners are told at once and never by way of the network; what NATS loses
 * while it is away is found by the next look at the feed.
 */
export async function natsHints(url: string, logger: Logger): Promise<Hints> {
  const nodeId = newId()
  const local = inProcessHints()
  // Loaded by whoever has several nodes only.
  const { connect } = await import('@nats-io/transport-node')
  const connection = await connect({
    servers: url,
    name: 'throughline',
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    waitOnFirstConnect: false,
  }).catch((error: unknown) => {
    throw new SettingError('NATS_URL', `NATS_URL does not lead to a NATS server that answers: ${messageOf(error)}`)
  })
  connection.subscribe(subject, {
    callback: (error, message) => {
      if (error) return logger.warn({ err: error }, 'hints of other nodes could not be read')
      const received = parseHint(message.string())
      if (received && received.from !== nodeId) local.publish(received.hint)
    },
  })
  return {
    publish(hint) {
      local.publish(hint)
      if (!connection.isClosed()) connection.publish(subject, JSON.stringify({ from: nodeId, hint }))
    },
    subscribe: (listener) => local.subscribe(listener),
    async close() {
      await local.close()
      await connection.drain()
    },
  }
}

const Said = z.object({
  from: z.string(),
  hint: z.object({ customerId: z.string().nullable(), issueIds: z.array(z.string()) }),
})

/** Null for whatever else is said on the subject. */
function parseHint(text: string): { from: string; hint: Hint } | null {
  try {
    return Said.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
