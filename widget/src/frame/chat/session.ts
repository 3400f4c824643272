import type { VisitorFrame } from '@throughline/protocol/webchat/live.ts'
import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import { NoAnswer, Refusal } from '../wire/refusal.ts'
import type { Line } from '../wire/line.ts'
import type { News, Server } from '../wire/server.ts'
import { nobodysState } from './state/first-state.ts'
import { mergeMessages } from './state/merge.ts'
import { newSecret } from './secret.ts'
import { createSeeing } from './seeing.ts'
import type { State } from './state/state.ts'
import type { Store } from './state/store.ts'

export type Session = ReturnType<typeof createSession>

const typingFadesMs = 6000
const retryMs = 3000

/**
 * Who the visitor is to the server, and the line to it. The token is made here, for the first thing that the visitor
 * does; until then there is neither token nor line.
 */
export function createSession(options: {
  store: Store<State>
  server: Server
  /** The connection is back. */
  wake: () => void
  /** What is to be kept on the device changed. */
  changed: () => void
  /** The team wrote. */
  answered: (message: VisitorMessage) => void
  /** The server ended the session. */
  over: () => void
}) {
  const { store, server } = options
  let token: string | null = null
  let begunAt = 0
  let line: Line<VisitorFrame> | null = null
  let typingTimer = 0
  /** What belongs to a session that has ended meanwhile is dropped when it comes. */
  let generation = 0
  const seeing = createSeeing(store, (frame) => line?.send(frame))

  /** Reads the newest page and follows from there. Nothing to read is no fault: nothing was said yet. */
  async function load(): Promise<void> {
    const [mine, asked] = [(generation += 1), token]
    line?.close()
    line = null
    if (asked === null) return
    store.set({ link: 'connecting' })
    try {
      const [page, { reach }] = await Promise.all([server.messages(asked, null), server.session(asked)])
      if (mine !== generation) return
      const { items, earlier, unread, firstUnreadId } = page
      store.set((now) => ({
        ...mergeMessages({ ...now, messages: [] }, items),
        earlier,
        unread,
        reach,
        hasSession: true,
      }))
      seeing.startsAt(firstUnreadId)
      const follow = (cursor: string): void => {
        line = server.follow({ token: asked, cursor, told: (news) => mine === generation && hear(news) })
      }
      follow(page.streamCursor)
    } catch (error) {
      if (mine === generation) await loadFailed(error, mine)
    }
  }

  async function loadFailed(error: unknown, mine: number): Promise<void> {
    if (error instanceof Refusal && error.code === 'session_over') return over()
    if (error instanceof Refusal && error.code === 'unauthenticated') return store.set({ link: 'resting' })
    if (!(error instanceof Refusal || error instanceof NoAnswer)) throw error
    store.set({ link: 'down', pause: 'offline' })
    setTimeout(() => mine === generation && void load(), retryMs)
  }

  function hear(news: News): void {
    if (news.type === 'welcome') {
      store.set(({ pause }) => ({ link: 'up', pause: pause === 'offline' ? null : pause }))
      store.set({ presence: news.presence, unread: news.unread })
      options.wake()
      seeing.look()
    } else if (news.type === 'message') arrived(news.message)
    else if (news.type === 'down') store.set({ link: 'down', pause: 'offline', typing: null })
    else if (news.type === 'over') over()
    else if (news.type === 'reload') void load()
    else if (news.type === 'typing') showTyping(news.name)
    else if (news.type === 'presence') store.set({ presence: news.presence })
    else if (news.type === 'session') store.set({ reach: news.session.reach })
    else if (news.type === 'unread') {
      store.set({ unread: news.count })
      seeing.look()
    }
  }

  function arrived(message: VisitorMessage): void {
    const isNew = !store.get().messages.some(({ id }) => id === message.id)
    store.set((now) => mergeMessages(now, [message]))
    if (message.isMine || !isNew) return
    store.set({ typing: null, said: `${message.author ?? store.get().words.team}: ${message.text}` })
    seeing.received(message)
    options.answered(message)
  }

  function showTyping(name: string | null): void {
    clearTimeout(typingTimer)
    store.set({ typing: name })
    if (name !== null) typingTimer = window.setTimeout(() => store.set({ typing: null }), typingFadesMs)
  }

  async function loadOnce(): Promise<void> {
    if (line === null) await load()
  }

  function leave(): void {
    generation += 1
    line?.close()
    line = null
    token = null
    begunAt = 0
    seeing.startsAt(null)
    store.set(nobodysState)
  }

  function forget(): void {
    leave()
    options.changed()
  }

  function over(): void {
    forget()
    options.over()
  }

  addEventListener('online', () => {
    line?.hurry()
    options.wake()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) line?.hurry()
  })

  return {
    token: () => token,
    kept: () => ({ token, begunAt }),
    /** The token of the session, made now if there is none: the visitor acts. */
    begin(): string {
      if (token === null) {
        token = newSecret()
        begunAt = Date.now()
        options.changed()
      }
      return token
    },
    /** Takes over a session that was kept on this device. */
    use(kept: { token: string | null; begunAt: number }): void {
      if (kept.token === null) return
      // Another tab made it, and the server may not have known it when it was asked about here.
      if (kept.token === token) return void loadOnce()
      if (token !== null) leave()
      ;({ token, begunAt } = kept)
      options.changed()
      void load()
    },
    load,
    /** For after the first act, when the server knows the token. */
    loadOnce,
    forget,
    over,
    opened: () => seeing.opened(),
    look: () => seeing.look(),
    typing: () => line?.send({ type: 'typing' }),
  }
}
