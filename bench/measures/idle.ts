import { setTimeout as delay } from 'node:timers/promises'
import { rssBytesOf } from '../apart/process-usage.ts'
import { startApart, type Apart } from '../apart/start-apart.ts'
import type { SocketServer } from '../load/bare-sockets.ts'
import type { SocketOpener } from '../load/open-sockets.ts'
import { callApi } from '../product/api.ts'
import type { Memory } from '../product/memory.ts'
import type { RunningServer } from '../product/server.ts'
import { newVisitors, openChat, visitorHello } from '../product/visitors.ts'
import { openWorkplace } from '../product/workplace.ts'
import type { BenchResult, Measure } from '../report/measure.ts'
import type { Bench } from './bench-options.ts'

/** What it costs to do nothing: the process, and each open connection. */
export const idle: Bench = {
  title: 'idle: memory at rest',
  async run(options): Promise<BenchResult> {
    await using workplace = await openWorkplace(options)
    const connections = options.scale === 'full' ? 3000 : 500
    await workplace.createDatabase('idle')
    const plain = await workplace.startServer('idle')
    // As it is in production, with whatever garbage it likes to keep.
    await delay(options.scale === 'full' ? 10_000 : 2000)
    const restingBytes = rssBytesOf(plain.pid)
    await plain.stop()

    const server = await workplace.startServer('idle', { probed: true })
    const topics = (await someCustomers(server, 200)).map((id) => `thread:${id}`)
    const lines = Array.from({ length: connections }, (_, index) => [
      subscribe('inbox'),
      subscribe(topics[index % topics.length]!),
    ])
    options.say(`idle: ${connections} connections to the product`)
    const url = `${server.url.replace('http', 'ws')}/api/v1/realtime`
    const ours = await costOf(server.probe, { url, headers: { authorization: `Bearer ${server.token}` }, lines })
    options.say(`idle: ${connections} widgets of as many visitors`)
    const chat = await openChat(server)
    const visitors = await newVisitors(server, chat, connections)
    const hellos = visitors.map(({ token }) => [visitorHello(token)])
    await server.stop()
    // In a process of their own: what others left behind is no room for them.
    const chatting = await workplace.startServer('idle', { probed: true })
    // As warm as the desk's was.
    await newVisitors(chatting, chat, topics.length)
    const widgets = await costOf(chatting.probe, { url: chat.liveUrlAt(chatting), headers: {}, lines: hellos })
    await chatting.stop()

    options.say(`idle: ${connections} connections to a bare server`)
    const bare = startApart<SocketServer>(new URL('../load/bare-sockets.ts', import.meta.url), ['--expose-gc'])
    const { port } = await bare.call('start')
    const theirs = await costOf(bare, { url: `ws://127.0.0.1:${port}`, headers: {}, lines })
    await bare.stop()

    const perConnection = (whose: string, cost: Memory, what: keyof Memory, name: string): Measure => ({
      name: `a connection of ${whose}, ${name}`,
      unit: 'KiB',
      value: cost[what] / connections / 1024,
      baseline: { name: 'bare ws', value: theirs[what] / connections / 1024 },
      owed: { of: 'ratio', is: 'at most', limit: 2 },
    })
    return {
      measures: [
        perConnection('the desk', ours, 'heldBytes', 'held by JavaScript'),
        perConnection('the desk', ours, 'rssBytes', 'of the whole process'),
        perConnection('a visitor', widgets, 'heldBytes', 'held by JavaScript'),
        perConnection('a visitor', widgets, 'rssBytes', 'of the whole process'),
        {
          name: 'the process at rest, without PostgreSQL',
          unit: 'MiB',
          value: (restingBytes ?? Number.NaN) / 2 ** 20,
          owed: { of: 'value', is: 'at most', limit: 200 },
        },
      ],
      notes: [
        `${connections} connections of the desk, each following the inbox and one of ${topics.length} threads; ${connections} of visitors, each with a thread of their own; after collection`,
      ],
    }
  },
}

const subscribe = (topic: string): string => JSON.stringify({ type: 'subscribe', topic, cursor: null })

/** By how much a server grows while so many connections open, after garbage collection. */
async function costOf(
  server: Apart<{ memory: () => Promise<Memory> }>,
  clients: { url: string; headers: Record<string, string>; lines: string[][] },
): Promise<Memory> {
  const opener = startApart<SocketOpener>(new URL('../load/open-sockets.ts', import.meta.url))
  // The first ones pay for code that is loaded and compiled once.
  await opener.call('open', { ...clients, lines: clients.lines.slice(0, 100) })
  const before = await server.call('memory')
  await opener.call('open', clients)
  const after = await server.call('memory')
  await opener.stop()
  return { rssBytes: after.rssBytes - before.rssBytes, heldBytes: after.heldBytes - before.heldBytes }
}

async function someCustomers(server: RunningServer, count: number): Promise<string[]> {
  const { id } = await callApi<{ id: string }>(server, 'POST', '/channels', { kind: 'api', name: 'Shop' })
  const ids: string[] = []
  for (let number = 0; number < count; number++) {
    const { customerId } = await callApi<{ customerId: string }>(server, 'POST', `/channels/${id}/inbound`, {
      id: `message-${number}`,
      from: { kind: 'account', value: `account-${number}` },
      text: 'Is there any news?',
    })
    ids.push(customerId)
  }
  return ids
}
