import { VisitorFrame, type ServerFrame } from '@throughline/protocol/webchat.ts'
import type { WebSocket } from 'ws'
import { appErrorOf, problemOf } from '../../http/problems.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import type { Moment, PortalDeps } from '../deps.ts'
import { readMessages } from '../messages/read-messages.ts'
import { takeReceipt } from '../messages/read-receipts.ts'
import { chatOf, presenceIn, type Chat } from '../visitors/chat.ts'
import { knownSession, refuseEnded, sessionById, type Session } from '../visitors/sessions.ts'
import { standingOf } from '../visitors/standing.ts'
import { viewSession } from '../visitors/view-session.ts'
import { createVisitorStream, type VisitorStream } from './visitor-stream.ts'

export interface Connection {
  readonly sessionId: () => string | null
  /** Something changed on the thread. */
  hint(): void
  /** The session changed: a sign-in, a name, an end. */
  sessionChanged(): void
  staffTypes(name: string): void
  /** The team saw the thread. */
  teamSaw(): void
  presenceChanged(): void
  ping(): void
  close(code: number, reason: string): void
}

const sessionOver = 4401
/** A client that reads slower than this is cut off; it resumes from its cursor when it is ready. */
const maxBufferedBytes = 2 * 1024 * 1024
/** Typing, receipts and pings of a busy minute are far fewer. */
const maxFramesPerMinute = 240

/** One open widget. Holds a session and a place on its thread: an idle one should cost next to nothing. */
export function createConnection(
  ws: WebSocket,
  deps: PortalDeps & Moment & { channelId: string; moved(connection: Connection, memberIds: readonly string[]): void },
): Connection {
  let isAlive = true
  let known: { chat: Chat; session: Session } | null = null
  let stream: VisitorStream | null = null
  let frames = 0

  function send(frame: ServerFrame): void {
    if (ws.readyState !== ws.OPEN) return
    if (ws.bufferedAmount > maxBufferedBytes) return ws.close(1013, 'Too slow: come back with the cursor.')
    ws.send(JSON.stringify(frame))
  }

  async function handle(frame: VisitorFrame): Promise<void> {
    if (frame.type === 'ping') return send({ type: 'pong' })
    if (frame.type === 'hello') return greet(frame.token, frame.cursor)
    if (!known || !stream) throw new AppError('invalid_request', 'Say hello first, with the visitor’s token.')
    if (frame.type === 'typing') {
      const standing = await standingOf(deps.db, known.session)
      if (standing.kind !== 'new') deps.customerTypes(standing.canonicalId)
      return
    }
    const state = frame.type === 'seen' ? 'read' : 'delivered'
    await takeReceipt(deps, known, { entryId: frame.id, state })
    if (state === 'read') {
      const { unread } = await viewSession(deps, known.session)
      send({ type: 'unread', count: unread })
    }
  }

  async function greet(token: string, cursor: string | null): Promise<void> {
    const chat = await chatOf(deps.store, deps.channelId)
    known = { chat, session: await knownSession(deps.db, deps.channelId, token, deps.clock.now()) }
    const begun = createVisitorStream(deps, () => known!, send)
    stream = begun
    const started = await begun.start(cursor)
    refollow()
    if (!started) return
    send({ type: 'welcome', ...started, presence: presenceIn(chat.settings, deps) })
    await begun.pump()
  }

  /** Reads the session anew: whoever was logged out or signed in elsewhere is so here too, from now on. */
  async function reread(): Promise<void> {
    if (!known) return
    const session = await sessionById(deps.db, known.session.id)
    if (!session) return ws.close(sessionOver, 'session_over')
    refuseEnded(session, deps.clock.now())
    const isOther = session.account !== known.session.account
    known = { ...known, session }
    send({ type: 'session', session: await viewSession(deps, session) })
    if (isOther) {
      stream = null
      return send({ type: 'reload', reason: 'The visitor was signed in.' })
    }
    await stream?.pump()
    refollow()
  }

  /** What the team has seen by now, of what was said last. */
  async function tellSeen(): Promise<void> {
    if (!known) return
    const page = await readMessages(deps, known, { limit: 20, before: undefined })
    const seen = page.items.filter(({ state }) => state === 'seen')
    // This runs ahead of the stream: its own cursor would skip what the stream has yet to tell.
    const cursor = stream?.cursor() ?? null
    if (cursor !== null) for (const message of seen) send({ type: 'message', cursor, message })
  }

  function refollow(): void {
    deps.moved(connection, stream?.memberIds() ?? [])
  }

  function refuse(error: unknown): void {
    const refused = appErrorOf(error)
    if (!(error instanceof AppError)) deps.logger.error({ err: error }, 'a visitor’s frame failed')
    send({ type: 'refused', problem: problemOf(refused, { publicUrl: deps.publicUrl, instance: newId() }) })
    if (refused.code === 'session_over') ws.close(sessionOver, 'session_over')
  }

  ws.on('message', (data, isBinary) => {
    isAlive = true
    frames += 1
    if (frames > maxFramesPerMinute) return ws.close(1013, 'Too many messages: come back in a minute.')
    const frame = isBinary || !Buffer.isBuffer(data) ? null : parse(data.toString('utf8'))
    if (!frame) return refuse(new AppError('invalid_request', 'The message is not one of the protocol.'))
    handle(frame).catch(refuse)
  })
  ws.on('pong', () => {
    isAlive = true
  })
  ws.on('error', () => ws.terminate())

  const connection: Connection = {
    sessionId: () => known?.session.id ?? null,
    hint: () => void stream?.pump().then(refollow).catch(refuse),
    sessionChanged: () => void reread().catch(refuse),
    staffTypes(name) {
      if (known) send({ type: 'typing', name: known.chat.settings.showsNames ? name : known.chat.settings.title })
    },
    teamSaw: () => void tellSeen().catch(refuse),
    presenceChanged() {
      if (known) send({ type: 'presence', presence: presenceIn(known.chat.settings, deps) })
    },
    ping() {
      frames = 0
      if (!isAlive) return ws.terminate()
      isAlive = false
      ws.ping()
      const until = known?.session.signed_in_until
      if (until && until <= deps.clock.now()) ws.close(sessionOver, 'session_over')
    },
    close: (code, reason) => ws.close(code, reason),
  }
  return connection
}

function parse(text: string): VisitorFrame | null {
  try {
    const parsed = VisitorFrame.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
