import { once } from 'node:events'
import type { ServerMessage } from '@throughline/protocol/realtime.ts'
import { WebSocket } from 'ws'
import { startApart } from '../apart/start-apart.ts'
import type { EchoServer } from '../load/bare-echo.ts'
import { openHttp, requestMaker } from '../load/http-connection.ts'
import { socketText } from '../load/socket-text.ts'
import { callApi } from '../product/api.ts'
import type { RunningServer } from '../product/server.ts'
import { openWorkplace } from '../product/workplace.ts'
import type { BenchResult } from '../report/measure.ts'
import { median } from '../report/percentile.ts'
import type { Bench } from './bench-options.ts'
import { describeLatencies } from './compare.ts'

/** From a customer's message to the screen of whoever looks at the thread. */
export const push: Bench = {
  title: "push: a customer's message on the staff's screen",
  async run(options): Promise<BenchResult> {
    await using workplace = await openWorkplace(options)
    const rounds = options.scale === 'full' ? 40 : 8
    await workplace.createDatabase('push')
    const echoUrl = await workplace.createDatabase('echo')
    const server = await workplace.startServer('push')
    const echo = startApart<EchoServer>(new URL('../load/bare-echo.ts', import.meta.url))
    const { port } = await echo.call('start', { databaseUrl: echoUrl })
    const talk = await openTalk(server)
    const bare = await openSocket(`ws://127.0.0.1:${port}`, {})

    const pushedMs: number[] = []
    const answeredMs: number[] = []
    const echoedMs: number[] = []
    const oneEcho = async (text: string): Promise<number> => {
      const startedMs = performance.now()
      const echoed = once(bare, 'message')
      bare.send(text)
      await echoed
      return performance.now() - startedMs
    }
    // In turns, and each a little while for itself: neither pays for what the other left behind.
    for (let round = -2; round < rounds; round++) {
      for (let turn = 0; turn < 25; turn++) {
        const { seenMs, acknowledgedMs } = await talk.say(`Round ${round}, message ${turn}: is there any news?`)
        if (round >= 0) {
          pushedMs.push(seenMs)
          answeredMs.push(acknowledgedMs)
        }
      }
      for (let turn = 0; turn < 25; turn++) {
        const ms = await oneEcho(`Round ${round}, message ${turn}: is there any news?`)
        if (round >= 0) echoedMs.push(ms)
      }
    }
    talk.close()
    bare.close()
    await echo.stop()
    return {
      measures: [
        {
          name: 'message sent → entry on the WebSocket, p50',
          unit: 'ms',
          value: median(pushedMs),
          baseline: { name: 'one commit and one echo', value: median(echoedMs) },
          owed: { of: 'ratio', is: 'at most', limit: 2 },
        },
      ],
      notes: [
        describeLatencies('on the screen', pushedMs),
        describeLatencies('acknowledged to the sender', answeredMs),
        describeLatencies('one commit and one echo', echoedMs),
      ],
    }
  },
}

/** A customer's program and a colleague who follows the inbox and the thread. */
async function openTalk(server: RunningServer) {
  const { id: channelId } = await callApi<{ id: string }>(server, 'POST', '/channels', { kind: 'api', name: 'Shop' })
  const authorization = `Bearer ${server.token}`
  const http = await openHttp(server.url)
  const make = requestMaker(server.url, { authorization })
  let count = 0
  const post = (text: string) =>
    http.ask(
      make.post(`/api/v1/channels/${channelId}/inbound`, {
        id: `message-${++count}`,
        from: { kind: 'account', value: 'ana', name: 'Ana' },
        text,
      }),
    )
  const first = await post('Good morning.')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the entry of the contract
  const { customerId } = JSON.parse(first.body.toString()) as { customerId: string }

  const socket = await openSocket(`${server.url.replace('http', 'ws')}/api/v1/realtime`, { authorization })
  let onEntry: ((text: string) => void) | null = null
  let subscribed = 0
  const ready = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the product's own tests, not here
      const message = JSON.parse(socketText(data)) as ServerMessage
      if (message.type === 'entry') onEntry?.(message.entry.text)
      if (message.type === 'subscribed' && ++subscribed === 2) resolve()
    })
  })
  for (const topic of ['inbox', `thread:${customerId}`]) {
    socket.send(JSON.stringify({ type: 'subscribe', topic, cursor: null }))
  }
  await ready

  return {
    async say(text: string): Promise<{ seenMs: number; acknowledgedMs: number }> {
      const startedMs = performance.now()
      const seen = new Promise<number>((resolve) => {
        onEntry = (seenText) => {
          if (seenText === text) resolve(performance.now() - startedMs)
        }
      })
      const acknowledged = post(text).then(() => performance.now() - startedMs)
      return { seenMs: await seen, acknowledgedMs: await acknowledged }
    },
    close() {
      http.close()
      socket.close()
    },
  }
}

async function openSocket(url: string, headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false })
  await once(socket, 'open')
  return socket
}
