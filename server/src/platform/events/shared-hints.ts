import type { Connection } from '../db/db.ts'
import type { Metrics } from '../http/metrics.ts'
import { inProcessHints, type Hint, type Hints } from './hints.ts'
import { natsWire } from './nats-wire.ts'
import { notifyWire } from './notify-wire.ts'
import type { Wire, WireDeps } from './wire.ts'

/**
 * Hints for all nodes. Listeners of this node get them at once and never by way of the network. The other nodes get them
 * by NATS where it is set and answers, else by PostgreSQL's NOTIFY, and find what neither brings when they next look.
 * While no other node runs, nothing is sent.
 */
export function sharedHints({
  natsUrl,
  connection,
  hasPeers,
  metrics,
  ...deps
}: Omit<WireDeps, 'hear'> & {
  natsUrl: string | null
  /** Straight to PostgreSQL; null: a pooler is in between, which passes no notifications on. */
  connection: Connection | null
  hasPeers: () => boolean
  metrics?: Pick<Metrics, 'gauge'>
}): Hints {
  const local = inProcessHints()
  const wireDeps: WireDeps = { ...deps, hear: (hint) => local.publish(hint) }
  const nats = natsUrl === null ? null : natsWire(natsUrl, wireDeps)
  if (nats) {
    const help = '1 while hints go by NATS, 0 while its server does not answer. Only with NATS_URL.'
    metrics?.gauge('throughline_nats_connected', help, () => Number(nats.isUp()))
  }
  const wires: Wire[] = [
    ...(nats === null ? [] : [nats]),
    ...(connection === null ? [] : [notifyWire(connection, wireDeps)]),
  ]
  let waiting: Hint[] = []

  function send(): void {
    const hints = waiting
    waiting = []
    wires.find((wire) => wire.isUp())?.send(hints)
  }

  return {
    publish(hint) {
      local.publish(hint)
      if (!hasPeers()) return
      waiting.push(hint)
      // What comes in the same turn of the event loop, as after a shared commit, goes together.
      if (waiting.length === 1) setImmediate(send)
    },
    subscribe: (listener) => local.subscribe(listener),
    async close() {
      await local.close()
      await Promise.all(wires.map((wire) => wire.close()))
    },
  }
}
