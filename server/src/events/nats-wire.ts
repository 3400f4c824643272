import { setTimeout as after } from 'node:timers/promises'
import type { NatsConnection, Subscription } from '@nats-io/transport-node'
import { secondMs } from '../lib/clock.ts'
import { newId } from '../lib/ids.ts'
import { refusedMessages, type RefusedMessages } from './refused-messages.ts'
import { signedHints } from './signed-hints.ts'
import { tellOutage, type Wire, type WireDeps } from './wire.ts'

/** The number of the format: nodes of another one are not understood, and find out by the feed. */
const subject = 'throughline.hints.2'
const againAfterMs = 2 * secondMs
/** What is not heard meanwhile is found by the next look at the feed. */
const pauseMs = 10 * secondMs
const maxMessageBytes = 16 * 1024

export interface NatsWire extends Wire {
  readonly refused: RefusedMessages['counts']
}

/**
 * Hints by NATS, which may come and go: a node starts and works without it. Messages are signed, since others may be on
 * the same NATS.
 */
export function natsWire(url: string, { logger, clock, secrets, hear }: WireDeps): NatsWire {
  const signed = signedHints(newId(), secrets, clock, maxMessageBytes)
  const refused = refusedMessages(logger, clock, 'NATS')
  const outage = tellOutage(logger, {
    down: 'the NATS server of NATS_URL does not answer: hints between nodes go by PostgreSQL',
    back: 'hints between nodes go by NATS again',
  })
  const stopping = new AbortController()
  const isStopped = (): boolean => stopping.signal.aborted
  let connection: NatsConnection | null = null
  let isConnected = false
  let subscription: Subscription | undefined
  let pause: NodeJS.Timeout | undefined

  async function run(): Promise<void> {
    // Loaded by whoever has several nodes only.
    const { connect } = await import('@nats-io/transport-node')
    while (!isStopped()) {
      try {
        connection = await connect({
          servers: url,
          name: 'throughline',
          timeout: 5 * secondMs,
          maxReconnectAttempts: -1,
          reconnectTimeWait: 500,
          waitOnFirstConnect: false,
        })
        await follow(connection)
        setConnected(false)
      } catch (error) {
        outage.down(error)
        await after(againAfterMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }

  /** The library connects anew by itself; it ends when we close. */
  async function follow(on: NatsConnection): Promise<void> {
    setConnected(true)
    listen(on)
    for await (const { type } of on.status()) {
      if (type === 'disconnect') setConnected(false)
      if (type === 'reconnect') setConnected(true)
    }
  }

  function setConnected(now: boolean): void {
    isConnected = now
    if (isStopped()) return
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
        const reading = signed.read(message.data)
        if (reading.kind === 'hints') for (const hint of reading.hints) hear(hint)
        if (reading.kind === 'refused' && refused.add(reading.why)) stopListening(on)
      },
    })
  }

  function stopListening(on: NatsConnection): void {
    subscription?.unsubscribe()
    pause = setTimeout(() => listen(on), pauseMs)
    logger.warn({ pauseMs, refused: { ...refused.counts } }, 'too many messages on NATS are not hints: not listening')
  }

  const running = run()
  return {
    refused: refused.counts,
    isUp: () => isConnected,
    send(hints) {
      if (!isConnected || !connection || connection.isClosed()) return
      for (const message of signed.write(hints)) connection.publish(subject, message)
    },
    async close() {
      stopping.abort()
      outage.stop()
      clearTimeout(pause)
      // A connection that is being made for the first time cannot be called off.
      if (connection) {
        await connection.close()
        await running
      } else {
        void running.then(() => connection?.close())
      }
    },
  }
}
