import type { Page } from '../../between.ts'
import { refusalIn } from '../../words/languages.ts'
import { NoAnswer, Refusal } from '../wire/refusal.ts'
import type { Server } from '../wire/server.ts'
import { mergeMessages } from './state/merge.ts'
import type { SendOutcome } from './outbox.ts'
import type { Session } from './session.ts'
import type { State, Waiting } from './state/state.ts'
import type { Store } from './state/store.ts'

/** Sends one message to the server: its files first, then itself. */
export function createSendWaiting(deps: { store: Store<State>; server: Server; session: Session; page: () => Page }) {
  const { store, server, session, page } = deps

  async function send(waiting: Waiting): Promise<SendOutcome> {
    if (waiting.files.some(({ file, uploadedId }) => !file && !uploadedId)) {
      return { outcome: 'refused', problem: store.get().words.fileLost }
    }
    try {
      const token = session.begin()
      const attachmentIds: string[] = []
      for (const [place, { file, uploadedId }] of waiting.files.entries()) {
        const id = uploadedId ?? (await server.upload(token, file!, (progress) => note(waiting, place, { progress })))
        note(waiting, place, { uploadedId: id })
        attachmentIds.push(id)
      }
      const { echoId, text } = waiting
      // One file chosen twice is one file.
      const unique = [...new Set(attachmentIds)]
      const message = await server.send(token, {
        echoId,
        text,
        attachmentIds: unique,
        ...(store.get().settings?.showsPages ? { page: page().url.slice(0, 2000) } : {}),
        locale: store.get().language,
      })
      // Another session meanwhile: its thread is read anew, and shows what of this is its own.
      const isSameSession = session.token() === token
      store.set((now) => mergeMessages(now, isSameSession ? [message] : []))
      store.set(({ waiting: all }) => ({ waiting: all.filter((one) => one.echoId !== echoId) }))
      if (isSameSession) void session.loadOnce()
      return { outcome: 'recorded' }
    } catch (error) {
      return understand(error, waiting)
    }
  }

  function note(waiting: Waiting, place: number, part: { progress?: number; uploadedId?: string | null }): void {
    store.set((now) => ({
      waiting: now.waiting.map((one) =>
        one.echoId === waiting.echoId
          ? { ...one, files: one.files.map((file, index) => (index === place ? { ...file, ...part } : file)) }
          : one,
      ),
    }))
  }

  function understand(error: unknown, waiting: Waiting): SendOutcome {
    if (error instanceof NoAnswer) return { outcome: 'again', pause: 'offline' }
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'session_over') {
      // What was written is said under a new session, with files that are its own.
      for (const place of waiting.files.keys()) note(waiting, place, { uploadedId: null })
      session.over()
      return { outcome: 'again', pause: 'offline' }
    }
    if (error.code === 'too_many_requests') {
      return { outcome: 'again', pause: 'slowDown', afterMs: error.retryAfterMs ?? 5000 }
    }
    if (error.isTemporary) return { outcome: 'again', pause: 'offline' }
    const { words, language } = store.get()
    return { outcome: 'refused', problem: refusalIn(words, language, error) }
  }

  return send
}
