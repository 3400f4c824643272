import { realtimeWords } from '@throughline/protocol/realtime/words.ts'
import { ClientMessage, type ServerMessage, type Topic } from '@throughline/protocol/realtime/realtime.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { WebSocket } from 'ws'
import { customerSubject } from '../../people/customers/customers.ts'
import type { FeedCursor } from '../../platform/events/feed.ts'
import { can, refuseUnlessCan, type Caller } from '../../platform/http/http.ts'
import { LiveSocket, problemOfFrame, sessionOver, type FrameRules } from '../../platform/http/live-socket.ts'
import type { SocketHolder } from '../../platform/http/upgrade.ts'
import { AppError } from '../../lib/errors.ts'
import { sentIssueSubject } from '../../work/issues/issues.ts'
import type { RealtimeDeps } from './deps.ts'
import { FrameQueue, type MessageHandler } from './frame-queue.ts'
import { followAction, mayReceive, requestAction, subjectOfTopic, type FactsOfIssue } from './seen-by.ts'
import type { InboxStream, InboxWatcher } from './inbox-stream.ts'
import type { NotificationStream, NotificationWatcher } from './notification-stream.ts'
import type { Presence } from './presence.ts'
import { ThreadStream } from './thread-stream.ts'

export interface ConnectionDeps extends RealtimeDeps {
  presence: Presence
  inbox: InboxStream
  notifications: NotificationStream
  /** False while changes of access cannot be checked. */
  accessIsCurrent(): boolean
}

const rules: FrameRules<ClientMessage> = {
  schema: ClientMessage,
  maxBufferedBytes: 8 * 1024 * 1024,
  // Of a busy minute of a fast person, or of a program that writes twenty times a second.
  maxPerMinute: 3000,
}
/** More than anybody looks at at once. */
const maxTopics = 100

/**
 * One browser tab. Holds its caller with their present rights, and its subscriptions. Each message from and to the client
 * is checked with `can`, so that a right that is lost for HTTP is lost here.
 */
export class Connection
  extends LiveSocket<ClientMessage>
  implements SocketHolder, InboxWatcher, NotificationWatcher, MessageHandler
{
  readonly #deps: ConnectionDeps
  /** Null once the session or token has ended: from then on nothing is done and nothing is sent. */
  #caller: Caller | null
  #threads: ThreadStream[] = noThreads
  readonly #queue: FrameQueue

  constructor(ws: WebSocket, deps: ConnectionDeps, caller: Caller) {
    super(ws)
    this.#deps = deps
    this.#caller = caller
    this.#queue = new FrameQueue(ws, this)
    this.send({ type: 'hello', serverTime: deps.clock.now().toISOString() })
  }

  protected get rules(): FrameRules<ClientMessage> {
    return rules
  }

  get caller(): Caller | null {
    return this.#caller
  }

  get threadCount(): number {
    return this.#threads.length
  }

  /** The person whose tab it is; null for a program. */
  get person(): { id: string; name: string } | null {
    return this.#caller?.kind === 'staff' ? this.#caller : null
  }

  callerChanged(caller: Caller): void {
    if (this.#caller === null) return
    this.#caller = caller
    const { inbox, notifications, presence } = this.#deps
    if (inbox.isFollowedBy(this)) this.#endUnlessAllowed('inbox')
    if (notifications.isFollowedBy(this)) this.#endUnlessAllowed('notifications')
    for (const { topic } of this.#threads) this.#endUnlessAllowed(topic)
    const seen = presence.seenBy(this)
    if (seen !== null && !can(caller, requestAction('viewing'), customerSubject(seen))) presence.leave(this)
  }

  callerGone(): void {
    this.#caller = null
    this.leave()
    this.ws.close(sessionOver, 'Sign in again.')
  }

  /** Something changed on this customer's thread. */
  hint(customerId: string, of?: FeedCursor): void {
    for (const stream of this.#threads) stream.hint(customerId, of)
  }

  /** The socket is closed, or its caller's session has ended. */
  leave(): void {
    this.#caller = null
    this.#deps.inbox.leave(this)
    this.#deps.notifications.leave(this)
    for (const stream of this.#threads) stream.stop()
    this.#threads = noThreads
    this.#deps.presence.leave(this)
  }

  /** `issue`: of the entry that it is about. */
  readonly send = (message: ServerMessage, issue?: FactsOfIssue): void => {
    if (this.#caller !== null && mayReceive(this.#caller, message, issue)) this.sendText(JSON.stringify(message))
  }

  /** An issue that was read and written as text once for all who watch the inbox. */
  hearIssue(issue: Issue, text: string): void {
    const caller = this.#caller
    if (caller !== null && can(caller, followAction('inbox'), sentIssueSubject(issue))) this.sendText(text)
  }

  protected mayGoOn(): boolean {
    return this.#caller !== null
  }

  protected take(message: ClientMessage): void {
    if (message.type === 'ping') this.send({ type: 'pong' })
    else this.#queue.add(message)
  }

  async handle(message: ClientMessage): Promise<void> {
    try {
      await this.#do(message)
    } catch (error) {
      this.refuse(error, {
        echoId: message.type === 'send' ? (message.entry.echoId ?? null) : null,
        ...(message.type === 'subscribe' ? { topic: message.topic } : {}),
      })
    }
  }

  async #do(message: ClientMessage): Promise<void> {
    const caller = this.#caller
    if (caller === null) return
    if (message.type === 'unsubscribe') return this.#unsubscribe(message.topic)
    if (message.type === 'subscribe') return this.#subscribe(caller, message.topic, message.cursor)
    if (message.type === 'ping') return
    const { presence } = this.#deps
    const { id, name } = caller
    const { customerId } = message
    if (message.type === 'viewing' && customerId === null) return presence.leave(this)
    if (customerId === null) return
    this.#refuseUnlessSure()
    refuseUnlessCan(caller, requestAction(message.type), customerSubject(customerId), mayNot[message.type])
    if (message.type === 'viewing') return presence.view(this, { staffId: id, name }, customerId, this.send)
    if (message.type === 'typing') return presence.type(this, customerId, message.private)
    return this.#deps.write(customerId, message.entry, caller)
  }

  /** While the database is away the caller may have lost the right unnoticed: nothing is begun meanwhile. */
  #refuseUnlessSure(): void {
    if (this.#deps.accessIsCurrent()) return
    throw new AppError('unavailable', realtimeWords.access_unknown())
  }

  async #subscribe(caller: Caller, topic: Topic, cursor: string | null): Promise<void> {
    this.#refuseUnlessSure()
    refuseUnlessCan(caller, followAction(topic), subjectOfTopic(topic))
    if (topic === 'inbox') await this.#deps.inbox.subscribe(this, cursor)
    else if (topic === 'notifications') await this.#deps.notifications.subscribe(this, caller.id, cursor)
    else await this.#followThread(topic, cursor)
    // Both may have changed while it was looked up from where it goes on.
    if (this.#caller === null) return this.leave()
    this.#endUnlessAllowed(topic)
  }

  async #followThread(topic: Topic, cursor: string | null): Promise<void> {
    this.#unsubscribe(topic)
    if (this.#threads.length >= maxTopics)
      throw new AppError('too_many_requests', realtimeWords.too_many_threads({ max: maxTopics }))
    const stream = new ThreadStream(this.#deps, topic, this)
    this.#threads = [...this.#threads, stream]
    try {
      await stream.start(cursor)
    } catch (error) {
      this.#unsubscribe(topic)
      throw error
    }
    // Another record of the same customer: the same thread is sent once.
    const same = this.#threads.find((other) => other !== stream && other.canonicalId === stream.canonicalId)
    if (!same) return
    this.#unsubscribe(same.topic)
    this.refuse(new AppError('conflict', realtimeWords.same_thread({ topic })), {
      topic: same.topic,
    })
  }

  #unsubscribe(topic: Topic): void {
    if (topic === 'inbox') this.#deps.inbox.leave(this)
    if (topic === 'notifications') this.#deps.notifications.leave(this)
    const stream = this.#threads.find((thread) => thread.topic === topic)
    if (!stream) return
    stream.stop()
    this.#threads = this.#threads.filter((thread) => thread !== stream)
  }

  #endUnlessAllowed(topic: Topic): void {
    const caller = this.#caller
    if (caller === null || can(caller, followAction(topic), subjectOfTopic(topic))) return
    this.#unsubscribe(topic)
    this.refuse(new AppError('forbidden', realtimeWords.may_not_see_any_more()), { topic })
  }

  protected refuse(error: unknown, about: { echoId?: string | null; topic?: Topic } = {}): void {
    this.send({ type: 'refused', echoId: null, ...about, problem: problemOfFrame(error, this.#deps) })
  }
}

const mayNot = {
  viewing: realtimeWords.may_not_see_thread(),
  typing: realtimeWords.may_only_read(),
  send: realtimeWords.may_only_read(),
}

const noThreads: ThreadStream[] = []
