import { ClientMessage, type ServerMessage, type Topic } from '@throughline/protocol/realtime.ts'
import type { RawData, WebSocket } from 'ws'
import { everything, refuseUnlessCan, type Caller } from '../http/http.ts'
import { appErrorOf, problemOf } from '../http/problems.ts'
import { AppError } from '../lib/errors.ts'
import { newId } from '../lib/ids.ts'
import type { RealtimeDeps } from './deps.ts'
import type { InboxStream } from './inbox-stream.ts'
import type { NotificationStream } from './notification-stream.ts'
import type { Presence } from './presence.ts'
import { ThreadStream } from './thread-stream.ts'

export interface ConnectionDeps extends RealtimeDeps {
  presence: Presence
  inbox: InboxStream
  notifications: NotificationStream
}

/** A client that reads slower than this is cut off; it resumes from its cursor when it is ready. */
const maxBufferedBytes = 8 * 1024 * 1024
/** Nobody looks at more threads than this at once. */
const maxTopics = 100

/**
 * One browser tab. Holds no more than its subscriptions: an idle one should cost next to nothing, hence a class, whose
 * functions are there once for all connections.
 */
export class Connection {
  readonly #ws: WebSocket
  readonly #deps: ConnectionDeps
  readonly #caller: Caller
  readonly #send = (message: ServerMessage): void => this.#sendText(JSON.stringify(message))
  #threads: ThreadStream[] = noThreads
  #isAlive = true
  #stopInbox: (() => void) | null = null
  #stopNotifications: (() => void) | null = null

  constructor(ws: WebSocket, deps: ConnectionDeps, caller: Caller) {
    this.#ws = ws
    this.#deps = deps
    this.#caller = caller
    ws.on('message', (data, isBinary) => this.#receive(data, isBinary))
    ws.on('pong', () => {
      this.#isAlive = true
    })
    ws.on('error', terminate)
    this.#send({ type: 'hello', serverTime: deps.clock.now().toISOString() })
  }

  /** The person whose tab it is; null for a program. */
  get person(): { id: string; name: string } | null {
    return this.#caller.kind === 'staff' ? this.#caller : null
  }

  /** Something changed on this customer's thread. */
  hint(customerId: string): void {
    for (const stream of this.#threads) stream.hint(customerId)
  }

  ping(): void {
    if (!this.#isAlive) return this.#ws.terminate()
    this.#isAlive = false
    this.#ws.ping()
  }

  close(): void {
    this.#ws.close(1001, 'The server restarts: come back with your cursors.')
  }

  /** The socket is gone. */
  leave(): void {
    this.#stopInbox?.()
    this.#stopNotifications?.()
    for (const stream of this.#threads) stream.stop()
    this.#deps.presence.leave(this)
  }

  #sendText(text: string): void {
    const ws = this.#ws
    if (ws.readyState !== ws.OPEN) return
    if (ws.bufferedAmount > maxBufferedBytes) return ws.close(1013, 'Too slow: come back with your cursors.')
    ws.send(text)
  }

  #receive(data: RawData, isBinary: boolean): void {
    this.#isAlive = true
    const message = isBinary || !Buffer.isBuffer(data) ? null : parse(data.toString('utf8'))
    if (!message) return this.#refuse(new AppError('invalid_request', 'The message is not one of the protocol.'), null)
    this.#handle(message).catch((error: unknown) =>
      this.#refuse(error, message.type === 'send' ? (message.entry.echoId ?? null) : null),
    )
  }

  async #handle(message: ClientMessage): Promise<void> {
    const { presence } = this.#deps
    const { id, name } = this.#caller
    switch (message.type) {
      case 'ping':
        return this.#send({ type: 'pong' })
      case 'subscribe':
        return this.#subscribe(message.topic, message.cursor)
      case 'unsubscribe':
        return this.#unsubscribe(message.topic)
      case 'viewing':
        return presence.view(this, { staffId: id, name }, message.customerId, this.#send)
      case 'typing':
        return presence.type(this, message.customerId, message.private)
      case 'send':
        refuseUnlessCan(
          this.#caller,
          'thread.write',
          { kind: 'customer', id: message.customerId },
          'You may read here, not write.',
        )
        return this.#deps.write(message.customerId, message.entry, { kind: 'staff', id, name })
    }
  }

  async #subscribe(topic: Topic, cursor: string | null): Promise<void> {
    this.#unsubscribe(topic)
    if (topic === 'inbox') {
      refuseUnlessCan(this.#caller, 'issues.read', everything, 'You may not see the inbox.')
      this.#stopInbox = await this.#deps.inbox.subscribe(cursor, this.#send, (text) => this.#sendText(text))
      return
    }
    if (topic === 'notifications') {
      this.#stopNotifications = await this.#deps.notifications.subscribe(this.#caller.id, cursor, this.#send)
      return
    }
    if (this.#threads.length >= maxTopics)
      throw new AppError('too_many_requests', `A connection may follow ${maxTopics} threads.`)
    const stream = new ThreadStream(this.#deps, topic, this.#send)
    this.#threads = [...this.#threads, stream]
    await stream.start(cursor)
  }

  #unsubscribe(topic: Topic): void {
    if (topic === 'inbox') {
      this.#stopInbox?.()
      this.#stopInbox = null
    }
    if (topic === 'notifications') {
      this.#stopNotifications?.()
      this.#stopNotifications = null
    }
    const stream = this.#threads.find((thread) => thread.topic === topic)
    if (!stream) return
    stream.stop()
    this.#threads = this.#threads.filter((thread) => thread !== stream)
  }

  #refuse(error: unknown, echoId: string | null): void {
    const { logger, publicUrl } = this.#deps
    if (!(error instanceof AppError)) logger.error({ err: error }, 'a realtime message failed')
    this.#send({ type: 'refused', echoId, problem: problemOf(appErrorOf(error), { publicUrl, instance: newId() }) })
  }
}

const noThreads: ThreadStream[] = []

function terminate(this: WebSocket): void {
  this.terminate()
}

function parse(text: string): ClientMessage | null {
  try {
    const parsed = ClientMessage.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
