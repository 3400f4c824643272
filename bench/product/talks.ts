import { once } from 'node:events'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import type { ServerFrame } from '@throughline/protocol/webchat/live.ts'
import { WebSocket } from 'ws'
import { openHttp, requestMaker } from '../load/http-connection.ts'
import { socketText } from '../load/socket-text.ts'
import { callApi } from './api.ts'
import type { RunningServer } from './server.ts'
import { newVisitors, openChat, visitorHello } from './visitors.ts'

/** A customer's program and a colleague who follows the inbox and the thread. */
export async function openTalk(server: RunningServer) {
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
    say: async (text: string): Promise<{ seenMs: number; acknowledgedMs: number }> => {
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
export async function openChatTalk(server: RunningServer, { visitorCount }: { visitorCount: number }) {
  const chat = await openChat(server)
  // A visitor may say so much in a minute: they take turns.
  const visitors = await newVisitors(server, chat, visitorCount)
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
    say: async (text: string): Promise<number> => {
      const turn = ++count % visitors.length
      const make = requestMaker(server.url, { authorization: `Visitor ${visitors[turn]!.token}` })
      const seen = desks[turn]!.sees(text)
      const startedMs = performance.now()
      await http.ask(make.post(`${chat.path}/messages`, { echoId: `echo-${count}`, text }))
      return (await seen) - startedMs
    },
    reply: async (text: string): Promise<number> => {
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

export async function openSocket(url: string, headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false })
  await once(socket, 'open')
  return socket
}
