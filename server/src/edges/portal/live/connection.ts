import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import { VisitorFrame, type ServerFrame } from '@throughline/protocol/webchat/live.ts'
import type { WebSocket } from 'ws'
import {
  LiveSocket,
  problemOfFrame,
  sessionOver,
  tryAgainLater,
  type FrameRules,
} from '../../../platform/http/live-socket.ts'
import { isBlocked } from '../../../people/customers/customers.ts'
import type { FeedCursor } from '../../../platform/events/feed.ts'
import { appErrorOf } from '../../../platform/http/problems.ts'
import { AppError } from '../../../lib/errors.ts'
import type { Moment, PortalDeps } from '../deps.ts'
import { readMessages } from '../messages/read-messages.ts'
import { takeReceipt } from '../messages/read-receipts.ts'
import { chatOf, presenceIn, type Chat } from '../visitors/chat.ts'
import { knownSession, refuseEnded, sessionById, type Session } from '../visitors/sessions.ts'
import { standingOf } from '../visitors/standing.ts'
import { viewSession } from '../visitors/view-session.ts'
import type { Entrance } from './entrances.ts'
import { readPage } from './visitor-page.ts'
import { VisitorStream } from './visitor-stream.ts'

export interface ConnectionDeps extends PortalDeps, Moment {
  /** It follows other records than before. */
  moved(connection: Connection, memberIds: readonly string[]): void
}

const originNotAllowed = 4403
const rules: FrameRules<VisitorFrame> = {
  schema: VisitorFrame,
  maxBufferedBytes: 2 * 1024 * 1024,
  // Typing, receipts and pings of a busy minute are far fewer.
  maxPerMinute: 240,
}

/** One open widget. Holds a session and a place on its thread. */
export class Connection extends LiveSocket<VisitorFrame> {
  readonly #deps: ConnectionDeps
  readonly entrance: Entrance
  /** From which it comes, as the proxy says. */
  readonly #country: string | null
  #known: { chat: Chat; session: Session } | null = null
  #stream: VisitorStream | null = null
  /** What is being done for the client; further frames wait for it. */
  #turn: Promise<void> | null = null
  /** It says hello: which session it has is being read, and may have changed by the time it is known. */
  #isGreeting = false

  constructor(ws: WebSocket, deps: ConnectionDeps, entrance: Entrance, country: string | null = null) {
    super(ws)
    this.#deps = deps
    this.entrance = entrance
    this.#country = country
  }

  protected get rules(): FrameRules<VisitorFrame> {
    return rules
  }

  /** Something changed on the thread. `of`: by which event, where that is known. */
  hint(of?: FeedCursor): void {
    if (of && this.#stream?.isPast(of)) return
    void this.#stream
      ?.pump()
      .then(() => this.#refollow())
      .catch((error: unknown) => this.refuse(error))
  }

  /**
   * Sessions changed: a sign-in, a name, an end. This is called once: when the session cannot be read anew, the
   * connection is closed rather than kept with the rights of before; the widget comes back with its cursor.
   */
  sessionsChanged(ids: ReadonlySet<string>): void {
    const isMine = this.#known !== null && ids.has(this.#known.session.id)
    if (!isMine && !this.#isGreeting) return
    this.#inTurn(() =>
      this.#reread().catch((error: unknown) => {
        if (error instanceof AppError) throw error
        this.#deps.logger.error({ err: error }, 'a changed session could not be read, and its chat was closed')
        this.#end(tryAgainLater, 'The session could not be read: come back with the cursor.')
      }),
    )
  }

  /** Settings of channels changed: the chat may be off, or belong on other sites now. Rejects when that is not known. */
  async chatChanged(now: Promise<Chat>): Promise<void> {
    try {
      const chat = await now
      this.#known &&= { ...this.#known, chat }
      if (!chat.settings.showsPages) this.#deps.visitorPages.forget(this)
    } catch (error) {
      const { code } = appErrorOf(error)
      if (code === 'origin_not_allowed') this.#end(originNotAllowed, code)
      else if (code === 'not_found') this.#end(tryAgainLater, 'The chat is switched off.')
      else throw error
    }
  }

  /** The socket is closed. */
  leave(): void {
    this.#stream = null
    this.#deps.visitorPages.leave(this)
  }

  staffTypes(name: string): void {
    const settings = this.#known?.chat.settings
    if (settings) this.#send({ type: 'typing', name: settings.showsNames ? name : settings.title })
  }

  /** The team saw the thread. */
  teamSaw(): void {
    void this.#tellSeen().catch((error: unknown) => this.refuse(error))
  }

  presenceChanged(): void {
    const settings = this.#known?.chat.settings
    if (settings) this.#send({ type: 'presence', presence: presenceIn(settings, this.#deps) })
  }

  override ping(): void {
    super.ping()
    this.mayGoOn()
  }

  /** A connection whose client does not say who it is is closed. */
  closeUnlessGreeted(): void {
    if (!this.#known) this.ws.close(1008, 'Say hello as soon as you are connected.')
  }

  readonly #send = (frame: ServerFrame): void => this.sendText(JSON.stringify(frame))

  /** Closes the connection when the visitor's sign-in has lapsed. */
  protected mayGoOn(): boolean {
    const until = this.#known?.session.signed_in_until ?? null
    if (until === null || until > this.#deps.clock.now()) return true
    this.#end(sessionOver, 'session_over')
    return false
  }

  protected take(frame: VisitorFrame): void {
    this.#inTurn(() => this.#handle(frame))
  }

  /** One after the other, so that what was read for one is not overtaken by the next. */
  #inTurn(act: () => Promise<void>): void {
    const before = this.#turn ?? Promise.resolve()
    const turn = before
      .then(() => (this.isOpen ? act() : undefined))
      .catch((error: unknown) => this.refuse(error))
      .finally(() => {
        if (this.#turn === turn) this.#turn = null
      })
    this.#turn = turn
  }

  #end(code: number, reason: string): void {
    this.leave()
    this.#refollow()
    this.ws.close(code, reason)
  }

  async #handle(frame: VisitorFrame): Promise<void> {
    if (frame.type === 'ping') return this.#send({ type: 'pong' })
    if (frame.type === 'hello') return this.#greet(frame.token, frame.cursor)
    if (!this.#known || !this.#stream) throw new AppError('invalid_request', webchatWords.hello_first())
    if (frame.type === 'page') return this.#goTo(frame)
    if (frame.type === 'typing') {
      const customerId = await this.#heardAs(this.#known.session)
      if (customerId !== null) this.#deps.customerTypes(customerId)
      return
    }
    const state = frame.type === 'seen' ? 'read' : 'delivered'
    await takeReceipt(this.#deps, this.#known, { entryId: frame.id, state })
    if (state === 'read') {
      const { unread } = await viewSession(this.#deps, this.#known.session)
      this.#send({ type: 'unread', count: unread })
    }
  }

  /** Of who has said nothing yet, or where the company does not want it, nothing is noted. */
  async #goTo(frame: Extract<VisitorFrame, { type: 'page' }>): Promise<void> {
    const where = readPage(frame, this.#country)
    if (!this.#known?.chat.settings.showsPages || !where) return
    const customerId = await this.#heardAs(this.#known.session)
    if (customerId === null) this.#deps.visitorPages.forget(this)
    else if (this.isOpen) this.#deps.visitorPages.at(this, customerId, where)
  }

  /** On whose thread staff see it; null: they have said nothing yet, or are blocked. The title of a page can say anything. */
  async #heardAs(session: Session): Promise<string | null> {
    const { db } = this.#deps
    const standing = await standingOf(db, session)
    if (standing.kind === 'new' || (await isBlocked(db, standing.subjectId))) return null
    return standing.canonicalId
  }

  async #greet(token: string, cursor: string | null): Promise<void> {
    const { store, db, clock } = this.#deps
    const { channelId } = this.entrance
    const chat = await chatOf(store, channelId)
    this.#isGreeting = true
    try {
      this.#known = { chat, session: await knownSession(db, channelId, token, clock.now()) }
    } finally {
      this.#isGreeting = false
    }
    const begun = new VisitorStream(this.#deps, () => this.#known!, this.#send)
    this.#stream = begun
    const started = await begun.start(cursor)
    this.#refollow()
    if (!started) return
    this.#send({ type: 'welcome', ...started, presence: presenceIn(chat.settings, this.#deps) })
    await begun.pump()
  }

  /** Reads the session again: signing in or out elsewhere applies here, too. */
  async #reread(): Promise<void> {
    if (!this.#known) return
    const session = await sessionById(this.#deps.db, this.#known.session.id)
    if (!session) return this.#end(sessionOver, 'session_over')
    refuseEnded(session, this.#deps.clock.now())
    // Told twice: at once by this node, and when it looked at what any node changed. An account’s first word changes
    // what the session stands on, and not the session.
    if (session.changed_xid === this.#known.session.changed_xid) {
      return this.#stream?.memberIds.length === 0 ? this.#goOn() : undefined
    }
    const isOther = session.account !== this.#known.session.account
    this.#known = { ...this.#known, session }
    this.#send({ type: 'session', session: await viewSession(this.#deps, session) })
    if (isOther) {
      this.#stream = null
      this.#deps.visitorPages.leave(this)
      return this.#send({ type: 'reload', reason: 'The visitor was signed in.' })
    }
    await this.#goOn()
  }

  async #goOn(): Promise<void> {
    await this.#stream?.pump()
    this.#refollow()
  }

  /** What the team has seen by now, of what was said last. */
  async #tellSeen(): Promise<void> {
    if (!this.#known) return
    const page = await readMessages(this.#deps, this.#known, { limit: 20, before: undefined })
    const seen = page.items.filter(({ state }) => state === 'seen')
    // This runs ahead of the stream: its own cursor would skip what the stream has yet to tell.
    const cursor = this.#stream?.cursor ?? null
    if (cursor !== null) for (const message of seen) this.#send({ type: 'message', cursor, message })
  }

  #refollow(): void {
    // Whose thread it is has to be read anew, as after a merge that was undone: the page is said again after the next hello.
    if (this.#stream?.cursor === null) this.#deps.visitorPages.forget(this)
    this.#deps.moved(this, this.#stream?.memberIds ?? [])
  }

  protected refuse(error: unknown): void {
    const problem = problemOfFrame(error, this.#deps)
    this.#send({ type: 'refused', problem })
    if (problem.code === 'session_over') this.#end(sessionOver, 'session_over')
  }
}
