import type { ClientMessage } from '@throughline/protocol/realtime/realtime.ts'
import type { WebSocket } from 'ws'

/** While so many messages of a client wait, no more are read from its socket. */
const maxWaiting = 16

export interface MessageHandler {
  /** Never rejects. */
  handle(message: ClientMessage): Promise<void>
}

/**
 * The messages of one client, handled one after the other: a subscription that is under way is not overtaken by the
 * next one to the same topic.
 */
export class FrameQueue {
  readonly #ws: WebSocket
  readonly #handler: MessageHandler
  #waiting: ClientMessage[] | null = null

  constructor(ws: WebSocket, handler: MessageHandler) {
    this.#ws = ws
    this.#handler = handler
  }

  add(message: ClientMessage): void {
    if (this.#waiting === null) {
      this.#waiting = [message]
      void this.#workOff(this.#waiting)
    } else {
      this.#waiting.push(message)
      // What the client sends meanwhile stays on the wire.
      if (this.#waiting.length === maxWaiting) this.#ws.pause()
    }
  }

  async #workOff(waiting: ClientMessage[]): Promise<void> {
    for (let message = waiting[0]; message !== undefined; message = waiting[0]) {
      await this.#handler.handle(message)
      waiting.shift()
      if (this.#ws.isPaused && waiting.length < maxWaiting / 2) this.#ws.resume()
    }
    this.#waiting = null
  }
}
