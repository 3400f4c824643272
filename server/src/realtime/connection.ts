import { ClientMessage, type ServerMessage, type Topic } from '@throughline/protocol/realtime.ts'
import type { Author } from '@throughline/protocol/entries.ts'
import type { WebSocket } from 'ws'
import type { Caller } from '../http/http.ts'
import { appErrorOf, problemOf } from '../http/problems.ts'
import { AppError } from '../lib/errors.ts'
import { newId } from '../lib/ids.ts'
import type { RealtimeDeps } from './deps.ts'
import type { InboxStream } from './inbox-stream.ts'
import type { NotificationStream } from './notification-stream.ts'
import type { Presence } from './presence.ts'
import { createThreadStream, type ThreadStream } from './thread-stream.ts'

export interface Connection {
  /** Something changed on this customer's thread. */
  hint(customerId: string): void
  ping(): void
  close(): void
}

interface ConnectionDeps extends RealtimeDeps {
  presence: Presence
  inbox: InboxStream
  notifications: NotificationStream
  caller: Caller
  by: Author
}

/** A client that reads slower than this is cut off; it resumes from its cursor when it is ready. */
const maxBufferedBytes = 8 * 1024 * 1024
/** Nobody looks at more threads than this at once. */
const maxTopics = 100

/** One browser tab. Holds no more than its subscriptions: an idle one should cost next to nothing. */
export function createConnection(ws: WebSocket, deps: ConnectionDeps): Connection {
  const threads = new Map<Topic, ThreadStream>()
  let isAlive = true
  let stopInbox: (() => void) | null = null
  let stopNotifications: (() => void) | null = null

  function send(message: ServerMessage): void {
    sendText(JSON.stringify(message))
  }

  function sendText(text: string): void {
    if (ws.readyState !== ws.OPEN) return
    if (ws.bufferedAmount > maxBufferedBytes) return ws.close(1013, 'Too slow: come back with your cursors.')
    ws.send(text)
  }

  async function handle(message: ClientMessage): Promise<void> {
    switch (message.type) {
      case 'ping':
        return send({ type: 'pong' })
      case 'subscribe':
        return subscribe(message.topic, message.cursor)
      case 'unsubscribe':
        return unsubscribe(message.topic)
      case 'viewing':
        return deps.presence.view(connection, viewer(), message.customerId, send)
      case 'typing':
        return deps.presence.type(connection, message.customerId)
      case 'send':
        if (!deps.caller.permissions.has('thread.write'))
          throw new AppError('forbidden', 'You may read here, not write.')
        return deps.write(message.customerId, message.entry, deps.by)
    }
  }

  async function subscribe(topic: Topic, cursor: string | null): Promise<void> {
    unsubscribe(topic)
    if (topic === 'inbox') {
      if (!deps.caller.permissions.has('issues.read')) throw new AppError('forbidden', 'You may not see the inbox.')
      stopInbox = await deps.inbox.subscribe(cursor, send, sendText)
      return
    }
    if (topic === 'notifications') {
      stopNotifications = await deps.notifications.subscribe(deps.caller.id, cursor, send)
      return
    }
    if (threads.size >= maxTopics)
      throw new AppError('too_many_requests', `A connection may follow ${maxTopics} threads.`)
    const stream = createThreadStream(deps, topic, send)
    threads.set(topic, stream)
    await stream.start(cursor)
  }

  function unsubscribe(topic: Topic): void {
    if (topic === 'inbox') {
      stopInbox?.()
      stopInbox = null
    }
    if (topic === 'notifications') {
      stopNotifications?.()
      stopNotifications = null
    }
    threads.get(topic)?.stop()
    threads.delete(topic)
  }

  function viewer() {
    return { staffId: deps.caller.id, name: deps.caller.name }
  }

  function refuse(error: unknown, echoId: string | null): void {
    if (!(error instanceof AppError)) deps.logger.error({ err: error }, 'a realtime message failed')
    send({
      type: 'refused',
      echoId,
      problem: problemOf(appErrorOf(error), { publicUrl: deps.publicUrl, instance: newId() }),
    })
  }

  ws.on('message', (data, isBinary) => {
    isAlive = true
    const message = isBinary || !Buffer.isBuffer(data) ? null : parse(data.toString('utf8'))
    if (!message) return refuse(new AppError('invalid_request', 'The message is not one of the protocol.'), null)
    handle(message).catch((error: unknown) =>
      refuse(error, message.type === 'send' ? (message.entry.echoId ?? null) : null),
    )
  })
  ws.on('pong', () => {
    isAlive = true
  })
  ws.on('error', () => ws.terminate())
  ws.on('close', () => {
    stopInbox?.()
    stopNotifications?.()
    for (const stream of threads.values()) stream.stop()
    deps.presence.leave(connection)
  })

  const connection: Connection = {
    hint(customerId) {
      for (const stream of threads.values()) stream.hint(customerId)
    },
    ping() {
      if (!isAlive) return ws.terminate()
      isAlive = false
      ws.ping()
    },
    close() {
      ws.close(1001, 'The server restarts: come back with your cursors.')
    },
  }
  send({ type: 'hello', serverTime: deps.clock.now().toISOString() })
  return connection
}

function parse(text: string): ClientMessage | null {
  try {
    const parsed = ClientMessage.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
