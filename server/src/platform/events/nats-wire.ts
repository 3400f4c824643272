import type { NatsConnection, Subscription } from '@nats-io/transport-node'
import { secondMs } from '../../lib/clock.ts'
import { connectNats } from '../../lib/connect-nats.ts'
import { hintMessages, type HintMessages } from './hint-messages.ts'
import { keepConnected, tellOutage, type Wire, type WireDeps } from './wire.ts'

/** The number of the format: nodes of another one are not understood, and find out by the feed. */
const subject = 'throughline.hints.2'
const againAfterMs = 2 * secondMs
/** What is not heard meanwhile is found by the next look at the feed. */
const pauseMs = 10 * secondMs
const maxMessageBytes = 16 * 1024

export interface NatsWire extends Wire {
  readonly refused: HintMessages['refused']
}

/** Hints by NATS, which may come and go: a node starts and works without it. */
export function natsWire(url: string, deps: WireDeps): NatsWire {
  const { logger } = deps
  const messages = hintMessages(deps, { name: 'NATS', maxBytes: maxMessageBytes })
  const outage = tellOutage(logger, {
    down: 'the NATS server of NATS_URL does not answer: hints between nodes go by PostgreSQL',
    back: 'hints between nodes go by NATS again',
  })
  const stopping = new AbortController()
  let open: NatsConnection | null = null
  let isConnected = false
  let subscription: Subscription | undefined
  let pause: NodeJS.Timeout | undefined

  async function connectUntilLost(): Promise<void> {
    const connection = await connectNats(url, {
      name: 'throughline',
      timeout: 5 * secondMs,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 500,
      waitOnFirstConnect: false,
    })
    // Stopped while the connection was being made, which cannot be called off.
    if (stopping.signal.aborted) return connection.close()
    open = connection
    try {
      await follow(connection)
    } finally {
      open = null
      setConnected(false)
    }
  }

  /** The library connects anew by itself; it ends when we close. */
  async function follow(connection: NatsConnection): Promise<void> {
    setConnected(true)
    listen(connection)
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') setConnected(false)
      if (type === 'reconnect') setConnected(true)
    }
  }

  function setConnected(now: boolean): void {
    isConnected = now
    if (stopping.signal.aborted) return
    if (now) outage.up()
    else outage.down()
  }

  function listen(on: NatsConnection): void {
    pause = undefined
    if (on.isClosed() || on.isDraining()) return
    subscription = on.subscribe(subject, {
      callback: (error, message) => {
        if (error) return logger.warn({ err: error }, 'hints of other nodes could not be read')
        // What was under way when listening stopped.
        if (pause) return
        if (!messages.read(message.data)) stopListening(on)
      },
    })
  }

  function stopListening(on: NatsConnection): void {
    subscription?.unsubscribe()
    pause = setTimeout(() => listen(on), pauseMs)
    logger.warn({ pauseMs, refused: { ...messages.refused } }, 'too many messages on NATS are not hints: not listening')
  }

  const running = keepConnected(connectUntilLost, { outage, againAfterMs, signal: stopping.signal })
  return {
    refused: messages.refused,
    isUp: () => isConnected,
    send(hints) {
      if (!isConnected || !open || open.isClosed()) return
      try {
        for (const message of messages.write(hints)) open.publish(subject, message)
      } catch (error) {
        // Such as a server that takes shorter messages only.
        logger.warn({ err: error }, 'hints could not be sent by NATS')
      }
    },
    async close() {
      stopping.abort()
      outage.stop()
      clearTimeout(pause)
      if (!open) return
      await open.close()
      await running
    },
  }
}
