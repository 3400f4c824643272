import type { VisitorFrame } from '@throughline/protocol/webchat/live.ts'
import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import type { State } from './state/state.ts'
import type { Store } from './state/store.ts'

/** What reached this device and what was on the screen of somebody who could look; sent to the team as receipts. */
export function createReceipts(store: Store<State>, send: (frame: VisitorFrame) => void) {
  let firstUnseenId: string | null = null

  function look(): void {
    const { isOpen, messages } = store.get()
    const last = messages.findLast(({ isMine }) => !isMine)
    if (!isOpen || document.hidden || !last || (firstUnseenId === null && store.get().unread === 0)) return
    send({ type: 'seen', id: last.id })
    firstUnseenId = null
    store.set({ unread: 0 })
  }

  document.addEventListener('visibilitychange', look)

  return {
    look,
    startsAt(id: string | null): void {
      firstUnseenId = id
      look()
    },
    received(message: VisitorMessage): void {
      firstUnseenId ??= message.id
      send({ type: 'received', id: message.id })
      look()
    },
    opened(): void {
      store.set({ firstUnreadId: firstUnseenId })
      look()
    },
  }
}
