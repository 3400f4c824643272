import type { VisitorFrame } from '@throughline/protocol/webchat/live.ts'
import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import type { LiveSocket } from '../wire/live-socket.ts'
import { NoAnswer, Refusal } from '../wire/refusal.ts'
import type { News, Server } from '../wire/server.ts'
import { createReceipts } from './receipts.ts'
import { mergeMessages } from './state/merge.ts'
import type { State } from './state/state.ts'
import type { Store } from './state/store.ts'
import { createTypingSign } from './typing-sign.ts'

const retryMs = 3000

/** The visitor's thread as the server has it: its newest page, and from there on what happens. */
export function createFollowing(options: {
  store: Store<State>
  server: Server
  /** The connection is back. */
  wake: () => void
  /** The team wrote. */
  answered: (message: VisitorMessage) => void
  /** The server ended the session. */
  over: () => void
}) {
  const { store, server, wake, over } = options
  let socket: LiveSocket<VisitorFrame> | null = null
  /** What belongs to a session that has ended meanwhile is dropped when it comes. */
  let generation = 0
  const receipts = createReceipts(store, (frame) => socket?.send(frame))
  const showTyping = createTypingSign(store)

  function stop(): void {
    generation += 1
    socket?.close()
    socket = null
  }

  /** Reads the newest page and follows from there. Nothing to read is no fault: nothing was said yet. */
  async function load(token: string | null): Promise<void> {
    stop()
    const mine = generation
    if (token === null) return
    store.set({ link: 'connecting' })
    try {
      const [page, { reach }] = await Promise.all([server.messages(token, null), server.session(token)])
      if (mine !== generation) return
      const { items, earlier, unread, firstUnreadId, streamCursor: cursor } = page
      store.set((now) => ({
        ...mergeMessages({ ...now, messages: [] }, items),
        earlier,
        unread,
        reach,
        hasSession: true,
      }))
      receipts.startsAt(firstUnreadId)
      socket = server.follow({ token, cursor, told: (news) => mine === generation && hear(news, token) })
    } catch (error) {
      if (mine !== generation) return
      loadFailed(error, () => mine === generation && void load(token))
    }
  }

  function loadFailed(error: unknown, again: () => void): void {
    if (error instanceof Refusal && error.code === 'session_over') return over()
    if (error instanceof Refusal && error.code === 'unauthenticated') return store.set({ link: 'resting' })
    if (!(error instanceof Refusal || error instanceof NoAnswer)) throw error
    store.set({ link: 'down', pause: 'offline' })
    setTimeout(again, retryMs)
  }

  function hear(news: News, token: string): void {
    if (news.type === 'welcome') {
      store.set(({ pause }) => ({ link: 'up', pause: pause === 'offline' ? null : pause }))
      store.set({ presence: news.presence, unread: news.unread })
      wake()
      receipts.look()
    } else if (news.type === 'message') arrived(news.message)
    else if (news.type === 'down') store.set({ link: 'down', pause: 'offline', typing: null })
    else if (news.type === 'over') over()
    else if (news.type === 'reload') void load(token)
    else if (news.type === 'typing') showTyping(news.name)
    else if (news.type === 'presence') store.set({ presence: news.presence })
    else if (news.type === 'session') store.set({ reach: news.session.reach })
    else if (news.type === 'unread') {
      store.set({ unread: news.count })
      receipts.look()
    }
  }

  function arrived(message: VisitorMessage): void {
    const isNew = !store.get().messages.some(({ id }) => id === message.id)
    store.set((now) => mergeMessages(now, [message]))
    if (message.isMine || !isNew) return
    store.set({ typing: null, said: `${message.author ?? store.get().words.team}: ${message.text}` })
    receipts.received(message)
    options.answered(message)
  }

  addEventListener('online', () => {
    socket?.hurry()
    wake()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) socket?.hurry()
  })

  return {
    load,
    isFollowing: () => socket !== null,
    /** Nothing that comes from now on is shown. */
    leave(): void {
      stop()
      receipts.startsAt(null)
    },
    opened: () => receipts.opened(),
    send: (frame: VisitorFrame): void => socket?.send(frame),
    typing: () => socket?.send({ type: 'typing' }),
  }
}

export type Following = ReturnType<typeof createFollowing>
