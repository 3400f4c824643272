import { wordingOf } from '../lib/errors.ts'
import { isLeaseLost, type Lease, type Leases } from '../platform/leases/leases.ts'
import type { ConfiguredChannel } from './configuring/channel-store.ts'
import { writeHealth } from './configuring/channel-store.ts'
import { writeGuarded } from './context.ts'
import type { ChannelAdapter, Health, ListenerHost, Running } from './contract.ts'
import type { InboundDeps } from './inbound/deps.ts'
import { ingest } from './inbound/inbound.ts'
import type { Registry } from './registry.ts'

type Deps = InboundDeps & { registry: Registry; leases: Leases }

/** The connection of a channel, on this node or wherever its lease is held. */
interface Connection {
  version: string
  isReadByOneNode: boolean
  /** After a change of the channel. */
  restart(): Promise<void>
  /** `forGood`: the channel is not to be connected any more, by any node. */
  stop(options: { forGood: boolean }): Promise<void>
}

/**
 * Keeps the ways in open that are not webhooks: one listener per kind, one connection per channel that wants one. A channel
 * that one node may read at a time is connected under its lease. When a channel changes its connection is closed and
 * opened anew; the others are left alone.
 */
export async function runChannels(deps: Deps): Promise<Running> {
  const { store, registry, logger } = deps
  const listeners: Running[] = []
  const connections = new Map<string, Connection>()
  let isStopped = false
  let reconciling = Promise.resolve()

  for (const adapter of registry.adapters) {
    if (adapter.listen) listeners.push(await adapter.listen(listenerHost(deps, adapter)))
  }

  async function reconcile(): Promise<void> {
    if (isStopped) return
    const wanted = new Map((await store.all()).filter(isToBeConnected).map((channel) => [channel.id, channel]))
    for (const [id, connection] of connections) {
      const channel = wanted.get(id)
      if (channel && isReadByOneNode(channel) === connection.isReadByOneNode) {
        const version = versionOf(channel)
        if (version === connection.version) continue
        connection.version = version
        await connection.restart()
      } else {
        connections.delete(id)
        await connection.stop({ forGood: true })
      }
    }
    for (const [id, channel] of wanted) {
      if (!connections.has(id)) connections.set(id, open(deps, channel))
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
      await Promise.all([...connections.values()].map((connection) => connection.stop({ forGood: false })))
    },
  }
}

const isToBeConnected = ({ enabled, adapter }: ConfiguredChannel): boolean => enabled && 'connect' in adapter
const isReadByOneNode = ({ adapter, settings }: ConfiguredChannel): boolean =>
  adapter.isReadByOneNode?.(settings) ?? false
const versionOf = ({ updatedAt }: ConfiguredChannel): string => updatedAt.toISOString()

function listenerHost(deps: InboundDeps, adapter: ChannelAdapter): ListenerHost<unknown> {
  return {
    logger: deps.logger,
    async channels() {
      const all = await deps.store.all()
      return all.filter((channel) => channel.enabled && channel.kind === adapter.kind)
    },
    ingest: (channelId, request) => ingest(deps, channelId, request),
  }
}

function open(deps: Deps, channel: ConfiguredChannel): Connection {
  const known = { version: versionOf(channel), isReadByOneNode: isReadByOneNode(channel) }
  if (known.isReadByOneNode) return { ...known, ...openUnderLease(deps, channel) }
  let running = connect(deps, channel)
  const stop = async (): Promise<void> => {
    await (await running)?.stop()
    deps.tally.left(channel.id)
  }
  return {
    ...known,
    stop,
    async restart() {
      await stop()
      running = deps.store.find(channel.id).then((current) => current && connect(deps, current))
    },
  }
}

/** What is connected is the channel as it is when this node is given the lease. */
function openUnderLease(deps: Deps, { id, name }: ConfiguredChannel): Pick<Connection, 'restart' | 'stop'> {
  const claim = deps.leases.claim({
    kind: 'channel',
    name: id,
    title: name,
    async begin(lease) {
      deps.store.refresh()
      const channel = await deps.store.find(id)
      if (!channel || !isToBeConnected(channel)) return null
      const running = await connect(deps, channel, lease)
      return {
        async stop() {
          await running?.stop()
          deps.tally.left(id)
        },
      }
    },
  })
  return {
    restart: () => claim.restart(),
    stop: ({ forGood }) => (forGood ? claim.drop() : claim.release()),
  }
}

async function connect(deps: InboundDeps, channel: ConfiguredChannel, lease?: Lease): Promise<Running | null> {
  const guard = lease && ((tx: Parameters<Lease['check']>[0]) => lease.check(tx))
  const report = (health: Health): void => {
    if (lease?.isHeld() === false) return
    const now = deps.clock.now()
    writeGuarded(deps.db, guard, (to) => writeHealth(to, channel.id, health, now))
      .then(() => deps.store.refresh())
      .catch((error: unknown) => {
        if (!isLeaseLost(error)) deps.logger.warn({ err: error }, 'the health of a channel could not be written')
      })
  }
  try {
    return await channel.adapter.connect!(deps.contextOf(channel, guard), {
      logger: deps.logger,
      ingest: (request) => ingest(deps, channel.id, request, guard),
      report,
      looked: () => deps.tally.looked(channel.id),
    })
  } catch (error) {
    report({ state: 'failing', ...wordingOf(error) })
    return null
  }
}
