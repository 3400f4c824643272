import { isId } from '../../../lib/ids.ts'
import type { PortalDeps } from '../deps.ts'
import { chatOf, type Chat } from '../visitors/chat.ts'
import { refuseOrigin } from '../visitors/origins.ts'

/** By which a connection came: the chat, and the page it was opened from. One object for all that came by the same. */
export interface Entrance {
  readonly channelId: string
  readonly origin: string | undefined
  /** Whether that page is one of ours. */
  readonly isOwn: boolean
}

export interface Entrances {
  /** The chat, if it is open and this page belongs to it; rejects otherwise. */
  chatAt(entrance: Entrance): Promise<Chat>
  enter(entrance: Entrance): Entrance
  leave(entrance: Entrance): void
}

export function createEntrances({ store }: Pick<PortalDeps, 'store'>): Entrances {
  const known = new Map<string, { entrance: Entrance; connections: number }>()
  const keyOf = ({ channelId, origin, isOwn }: Entrance): string => JSON.stringify([channelId, origin, isOwn])
  return {
    async chatAt({ channelId, origin, isOwn }) {
      const chat = await chatOf(store, isId(channelId) ? channelId : '')
      refuseOrigin(origin, { allowed: chat.settings.allowedOrigins, isOwn })
      return chat
    },
    enter(entrance) {
      const key = keyOf(entrance)
      const entered = known.get(key) ?? { entrance, connections: 0 }
      entered.connections += 1
      known.set(key, entered)
      return entered.entrance
    },
    leave(entrance) {
      const key = keyOf(entrance)
      const entered = known.get(key)
      if (!entered) return
      entered.connections -= 1
      if (entered.connections === 0) known.delete(key)
    },
  }
}
