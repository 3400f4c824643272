import { messageOf } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import type { ConfiguredChannel } from './configuring/channel-store.ts'
import { writeHealth } from './configuring/channel-store.ts'
import type { ChannelAdapter, Health, ListenerHost, Running } from './contract.ts'
import type { InboundDeps } from './inbound/deps.ts'
import { deliver } from './inbound/inbound.ts'
import type { Registry } from './registry.ts'

/**
 * Keeps the ways in open that are not webhooks: one listener per kind, one connection per channel that wants one.
 * When a channel changes its connection is closed and opened anew; the others are left alone.
 */
export async function runChannels(deps: InboundDeps & { registry: Registry }): Promise<Running> {
  const { store, registry, logger } = deps
  const listeners: Running[] = []
  const connections = new Map<string, { version: string; running: Promise<Running | null> }>()
  let isStopped = false
  let reconciling = Promise.resolve()

  for (const adapter of registry.adapters) {
    if (adapter.listen) listeners.push(await adapter.listen(listenerHost(deps, adapter)))
  }

  async function reconcile(): Promise<void> {
    if (isStopped) return
    const wanted = new Map(
      (await store.all())
        .filter((channel) => channel.enabled && 'connect' in channel.adapter)
        .map((channel) => [channel.id, channel]),
    )
    for (const [id, connection] of connections) {
      if (wanted.get(id)?.updatedAt.toISOString() === connection.version) continue
      connections.delete(id)
      await (await connection.running)?.stop()
      deps.tally.left(id)
    }
    for (const [id, channel] of wanted) {
      if (connections.has(id)) continue
      connections.set(id, { version: channel.updatedAt.toISOString(), running: connect(deps, channel, logger) })
    }
  }

  const reconcileSoon = (): void => {
    reconciling = reconciling
      .then(reconcile)
      .catch((error: unknown) => logger.error({ err: error }, 'connections could not be kept'))
  }
  store.onChange(reconcileSoon)
  reconcileSoon()
  await reconciling
  // Another node may have changed a channel.
  const timer = setInterval(reconcileSoon, 5000)

  return {
    async stop() {
      isStopped = true
      clearInterval(timer)
      await reconciling
      await Promise.all(listeners.map((listener) => listener.stop()))
      await Promise.all([...connections.values()].map(async ({ running }) => (await running)?.stop()))
    },
  }
}

function listenerHost(deps: InboundDeps, adapter: ChannelAdapter): ListenerHost<unknown> {
  return {
    logger: deps.logger,
    async channels() {
      const all = await deps.store.all()
      return all.filter((channel) => channel.enabled && channel.kind === adapter.kind)
    },
    deliver: (channelId, request) => deliver(deps, channelId, request),
  }
}

async function connect(deps: InboundDeps, channel: ConfiguredChannel, logger: Logger): Promise<Running | null> {
  const report = (health: Health): void => {
    writeHealth(deps.db, channel.id, health, deps.clock.now())
      .then(() => deps.store.refresh())
      .catch((error: unknown) => logger.warn({ err: error }, 'the health of a channel could not be written'))
  }
  try {
    return await channel.adapter.connect!(deps.contextOf(channel), {
      logger: deps.logger,
      deliver: (request) => deliver(deps, channel.id, request),
      report,
      looked: () => deps.tally.looked(channel.id),
    })
  } catch (error) {
    report({ state: 'failing', sentence: messageOf(error) })
    return null
  }
}
