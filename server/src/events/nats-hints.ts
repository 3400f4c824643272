import type { Subscription } from '@nats-io/transport-node'
import { secondMs, systemClock, type Clock } from '../lib/clock.ts'
import { messageOf, SettingError } from '../lib/errors.ts'
import { newId } from '../lib/ids.ts'
import type { Logger } from '../lib/logger.ts'
import type { SecretBox } from '../lib/secrets.ts'
import { inProcessHints, type Hints } from './hints.ts'
import { refusedMessages, type RefusedMessages } from './refused-messages.ts'
import { signedHints } from './signed-hints.ts'

const subject = 'throughline.hints'
/** What is not heard meanwhile is found by the next look at the feed. */
const pauseMs = 10 * secondMs

export interface NatsHints extends Hints {
  readonly refused: RefusedMessages['counts']
}

/**
 * Hints between nodes. This node's own listeners are told at once and never by way of the network; what NATS loses
 * while it is away is found by the next look at the feed. Messages are signed, since others may be on the same NATS.
 */
export async function natsHints(
  url: string,
  logger: Logger,
  secrets: Pick<SecretBox, 'sign' | 'verify'>,
  clock: Clock = systemClock,
): Promise<NatsHints> {
  const local = inProcessHints()
  const signed = signedHints(newId(), secrets, clock)
  const refused = refusedMessages(logger, clock)
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

  let subscription: Subscription
  let pause: NodeJS.Timeout | undefined
  function listen(): void {
    pause = undefined
    if (connection.isClosed() || connection.isDraining()) return
    subscription = connection.subscribe(subject, {
      callback: (error, message) => {
        if (error) return logger.warn({ err: error }, 'hints of other nodes could not be read')
        // What was under way when listening stopped.
        if (pause) return
        const reading = signed.read(message.data)
        if (reading.kind === 'hint') local.publish(reading.hint)
        if (reading.kind === 'refused' && refused.add(reading.why)) stopListening()
      },
    })
  }
  function stopListening(): void {
    subscription.unsubscribe()
    pause = setTimeout(listen, pauseMs)
    logger.warn({ pauseMs, refused: { ...refused.counts } }, 'too many messages on NATS are not hints: not listening')
  }
  listen()

  return {
    refused: refused.counts,
    publish(hint) {
      local.publish(hint)
      const message = connection.isClosed() ? null : signed.write(hint)
      if (message === null) return
      connection.publish(subject, message)
    },
    subscribe: (listener) => local.subscribe(listener),
    async close() {
      clearTimeout(pause)
      await local.close()
      await connection.drain()
    },
  }
}
