import { once } from 'node:events'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import type { ServerFrame } from '@throughline/protocol/webchat/live.ts'
import { WebSocket } from 'ws'
import { startApart } from '../apart/start-apart.ts'
import type { EchoServer } from '../load/bare-echo.ts'
import { openHttp, requestMaker } from '../load/http-connection.ts'
import { socketText } from '../load/socket-text.ts'
import { callApi } from '../product/api.ts'
import type { RunningServer } from '../product/server.ts'
import { newVisitors, openChat, visitorHello } from '../product/visitors.ts'
import { openWorkplace } from '../product/workplace.ts'
import type { BenchResult } from '../report/measure.ts'
import { median } from '../report/percentile.ts'
import type { Bench } from './bench-options.ts'
import { describeLatencies } from './compare.ts'

/** From a customer's message to the screen of an agent who has the thread open, and from there back into the chat. */
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
    const chat = await openChatTalk(server)
    const bare = await openSocket(`ws://127.0.0.1:${port}`, {})

    const pushedMs: number[] = []
    const answeredMs: number[] = []
    const echoedMs: number[] = []
    const chattedMs: number[] = []
    const repliedMs: number[] = []
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
        const saidMs = await chat.say(`Round ${round}, message ${turn}: is there any news?`)
        if (round >= 0) chattedMs.push(saidMs)
      }
      for (let turn = 0; turn < 25; turn++) {
        const replyMs = await chat.reply(`Round ${round}, answer ${turn}: it is on its way.`)
        if (round >= 0) repliedMs.push(replyMs)
      }
      for (let turn = 0; turn < 25; turn++) {
        const ms = await oneEcho(`Round ${round}, message ${turn}: is there any news?`)
        if (round >= 0) echoedMs.push(ms)
      }
    }
    talk.close()
    chat.close()
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
        {
          name: 'visitor’s message sent → entry on the desk’s WebSocket, p50',
          unit: 'ms',
          value: median(chattedMs),
          baseline: { name: 'one commit and one echo', value: median(echoedMs) },
          owed: { of: 'ratio', is: 'at most', limit: 2 },
        },
        {
          // Two commits by design: it is written first, and shown once it has left.
          name: 'answer sent → message on the visitor’s WebSocket, p50',
          unit: 'ms',
          value: median(repliedMs),
          baseline: { name: 'one commit and one echo', value: median(echoedMs) },
        },
      ],
      notes: [
        describeLatencies('on the screen', pushedMs),
        describeLatencies('acknowledged to the sender', answeredMs),
        describeLatencies('from the chat to the desk', chattedMs),
        describeLatencies('from the desk into the chat', repliedMs),
        describeLatencies('one commit and one echo', echoedMs),
      ],
    }
  },
}

/** A customer's program and a colleague who follows the inbox and the thread. */
async function openTalk(server: RunningServer) {
  const { id: channelId } = await callApi<{ id: string }>(server, 'POST', '/channels', { kind: 'api', name: 'Shop' })
  const http = await openHttp(server.url)
  const make = requestMaker(server.url, { authorization: `Bearer ${server.token}` })
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
  const desk = await followAtDesk(server, customerId)

  return {
    async say(text: string): Promise<{ seenMs: number; acknowledgedMs: number }> {
      const startedMs = performance.now()
      const seen = desk.sees(text)
      const acknowledged = post(text).then(() => performance.now() - startedMs)
      return { seenMs: (await seen) - startedMs, acknowledgedMs: await acknowledged }
    },
    close() {
      http.close()
      desk.close()
    },
  }
}

/** A visitor with the widget open, and a colleague who follows the inbox and their thread. */
async function openChatTalk(server: RunningServer) {
  const chat = await openChat(server)
  // A visitor may say so much in a minute: they take turns.
  const visitors = await newVisitors(server, chat, 40)
  const [first] = visitors
  if (!first) throw new Error('no visitor was let in')
  const desks = await Promise.all(visitors.map((visitor) => followAtDesk(server, visitor.customerId)))
  const http = await openHttp(server.url)
  const answering = requestMaker(server.url, { authorization: `Bearer ${server.token}` })
  const widget = await openSocket(chat.liveUrlAt(server), {})
  const shown = watchFor(widget, (data) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the product's own tests, not here
    const frame = JSON.parse(data) as ServerFrame
    return frame.type === 'message' ? frame.message.text : null
  })
  widget.send(visitorHello(first.token))
  await once(widget, 'message')
  let count = 0

  return {
    async say(text: string): Promise<number> {
      const turn = ++count % visitors.length
      const make = requestMaker(server.url, { authorization: `Visitor ${visitors[turn]!.token}` })
      const seen = desks[turn]!.sees(text)
      const startedMs = performance.now()
      await http.ask(make.post(`${chat.path}/messages`, { echoId: `echo-${count}`, text }))
      return (await seen) - startedMs
    },
    async reply(text: string): Promise<number> {
      const seen = shown(text)
      const startedMs = performance.now()
      const body = { kind: 'message', text, channelId: chat.channelId }
      await http.ask(answering.post(`/api/v1/customers/${first.customerId}/entries`, body))
      return (await seen) - startedMs
    },
    close() {
      http.close()
      widget.close()
      for (const desk of desks) desk.close()
    },
  }
}

async function followAtDesk(server: RunningServer, customerId: string) {
  const socket = await openSocket(`${server.url.replace('http', 'ws')}/api/v1/realtime`, {
    authorization: `Bearer ${server.token}`,
  })
  let subscribed = 0
  const ready = Promise.withResolvers<void>()
  const sees = watchFor(socket, (data) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the product's own tests, not here
    const message = JSON.parse(data) as ServerMessage
    if (message.type === 'subscribed' && ++subscribed === 2) ready.resolve()
    return message.type === 'entry' ? message.entry.text : null
  })
  for (const topic of ['inbox', `thread:${customerId}`]) {
    socket.send(JSON.stringify({ type: 'subscribe', topic, cursor: null }))
  }
  await ready.promise
  return { sees, close: () => socket.close() }
}

/** Resolves with the time at which a message with that text came in. */
function watchFor(socket: WebSocket, textOf: (data: string) => string | null): (text: string) => Promise<number> {
  let wanted: { text: string; resolve: (atMs: number) => void } | null = null
  socket.on('message', (data) => {
    if (textOf(socketText(data)) === wanted?.text) wanted?.resolve(performance.now())
  })
  return (text) => new Promise((resolve) => (wanted = { text, resolve }))
}

async function openSocket(url: string, headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false })
  await once(socket, 'open')
  return socket
}
