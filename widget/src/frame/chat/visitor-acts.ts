import { refusalIn } from '../../words/languages.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Chat } from './chat.ts'
import type { Following } from './follow-thread.ts'
import { logOut, type VisitorParts } from './forget-visitor.ts'
import type { Outbox } from './outbox.ts'
import { newSecret } from './secret.ts'
import { mergeMessages } from './state/merge.ts'
import { waitingFor } from './state/waiting-for.ts'

const typingEveryMs = 3000

/** What the buttons of the panel do. */
export function createActs(parts: VisitorParts & { following: Following; outbox: Outbox }): Chat {
  const { store, server, port, session, following, outbox } = parts
  let typedAt = 0
  return {
    close: () => port.tell({ type: 'close' }),
    write(draft) {
      store.set({ draft })
      if (draft === '' || Date.now() - typedAt < typingEveryMs) return
      typedAt = Date.now()
      following.typing()
    },
    send(text, files) {
      store.set({ draft: '' })
      typedAt = 0
      const line = files.map((file) => ({ name: file.name, sizeBytes: file.size, file, uploadedId: null, progress: 0 }))
      outbox.add(waitingFor(newSecret(), { text, files: line }))
    },
    retry: (echoId) => outbox.retry(echoId),
    discard: (echoId) => outbox.discard(echoId),
    async showEarlier() {
      const [token, { earlier }] = [session.token(), store.get()]
      if (token === null || earlier === null) return
      const page = await server.messages(token, earlier).catch(() => null)
      if (page && store.get().earlier === earlier) {
        store.set((now) => ({ ...mergeMessages(now, page.items), earlier: page.earlier }))
      }
    },
    async giveReach(given) {
      const { words, language } = store.get()
      try {
        const { reach } = await server.giveReach(session.begin(), given)
        store.set({ reach, isReachAsked: true, said: words.thanks })
        return null
      } catch (error) {
        if (!(error instanceof Refusal)) return words.offline
        return error.status === 400 ? words.badEmail : (refusalIn(words, language, error) ?? words.failed)
      }
    },
    skipReach: () => store.set({ isReachAsked: true }),
    forget() {
      logOut(parts)
      port.tell({ type: 'close' })
    },
    fetchFile: (url) => server.fetchFile(session.token() ?? '', url),
  }
}
