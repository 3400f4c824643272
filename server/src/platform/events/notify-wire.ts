import { setTimeout as after } from 'node:timers/promises'
import { Client } from 'pg'
import type { Connection } from '../db/db.ts'
import { secondMs } from '../../lib/clock.ts'
import { hintMessages } from './hint-messages.ts'
import type { Hint } from './hints.ts'
import { keepConnected, tellOutage, type Wire, type WireDeps } from './wire.ts'

const channel = 'throughline_hints'
/** PostgreSQL takes payloads below 8000 bytes; base64 makes three bytes four. */
const maxMessageBytes = Math.floor((7900 * 3) / 4)
const againAfterMs = secondMs
/** A connection that a firewall has forgotten looks open for ever. */
const askEveryMs = 15 * secondMs
const answersWithinMs = 5 * secondMs
/** More is left out: the feed is read in a second. */
const maxWaiting = 500
const perMessage = 40
const pauseMs = 10 * secondMs

/**
 * Hints by LISTEN and NOTIFY, on a connection of their own. NOTIFY is never part of a transaction that changes anything:
 * its lock at the commit is shared by all who notify, and would put the commits of messages in a line. While one is
 * under way, further hints gather for the next.
 */
export function notifyWire(connection: Connection, deps: WireDeps): Wire {
  const messages = hintMessages(deps, { name: 'NOTIFY', maxBytes: maxMessageBytes })
  const outage = tellOutage(deps.logger, {
    down: 'hints between nodes by PostgreSQL are interrupted: screens of other nodes follow within a second or so',
    back: 'hints between nodes go by PostgreSQL again',
  })
  const stopping = new AbortController()
  const isStopped = (): boolean => stopping.signal.aborted
  let listening: Client | null = null
  let waiting: Hint[] = []
  let isSending = false
  let deafUntil = 0

  /** Resolves when we stop, rejects when the connection is lost. */
  async function connectUntilLost(): Promise<void> {
    const client = new Client({
      application_name: 'throughline',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      ...connection,
    })
    const lost = new Promise<never>((_resolve, reject) => {
      // Several may come of one loss, and one that nobody listens for would end the process.
      client.on('error', reject)
      client.once('end', () => reject(new Error('the connection ended')))
    })
    lost.catch(() => {})
    try {
      await client.connect()
      client.on('notification', ({ payload }) => read(payload ?? ''))
      // A hint need not outlive a power cut, and waits for no disk.
      await client.query('set synchronous_commit = off; set idle_session_timeout = 0')
      await client.query(`listen ${channel}`)
      listening = client
      outage.up()
      await Promise.race([lost, ask(client)])
    } finally {
      listening = null
      void client.end().catch(() => {})
    }
  }

  async function ask(client: Client): Promise<void> {
    while (!isStopped()) {
      await after(askEveryMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (isStopped()) return
      const late = after(answersWithinMs, undefined, { ref: false }).then(() => {
        throw new Error(`no answer within ${answersWithinMs / secondMs} seconds`)
      })
      await Promise.race([client.query('select 1'), late])
    }
  }

  function read(payload: string): void {
    const now = performance.now()
    if (now < deafUntil) return
    if (!messages.read(Buffer.from(payload, 'base64'))) deafUntil = now + pauseMs
  }

  async function sendWaiting(client: Client): Promise<void> {
    isSending = true
    try {
      while (waiting.length > 0 && listening === client) {
        for (const message of messages.write(waiting.splice(0, perMessage))) {
          const payload = Buffer.from(message).toString('base64')
          await client.query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [channel, payload] })
          outage.up()
        }
      }
    } catch (error) {
      if (!isStopped()) outage.down(error)
    } finally {
      isSending = false
    }
  }

  const running = keepConnected(connectUntilLost, { outage, againAfterMs, signal: stopping.signal })
  return {
    isUp: () => listening !== null,
    send(hints) {
      if (!listening) return
      waiting = [...waiting, ...hints].slice(-maxWaiting)
      if (!isSending) void sendWaiting(listening)
    },
    async close() {
      stopping.abort()
      outage.stop()
      await running
    },
  }
}
