import type { ClientMessage } from '@throughline/protocol/realtime.ts'
import type { WebSocket } from 'ws'
import { minuteMs } from '../lib/clock.ts'

/** While so many messages of a client wait, no more are read from its socket. */
const maxWaiting = 16
/** Of a busy minute of a fast person, or of a program that writes twenty times a second. */
const maxFramesPerMinute = 3000

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
  #frames = 0
  #framesMinute = 0

  constructor(ws: WebSocket, handler: MessageHandler) {
    this.#ws = ws
    this.#handler = handler
  }

  /** Counts a frame. False when the client has sent too many in this minute. */
  admit(): boolean {
    const minute = Math.trunc(performance.now() / minuteMs)
    if (minute !== this.#framesMinute) this.#frames = 0
    this.#framesMinute = minute
    this.#frames += 1
    return this.#frames <= maxFramesPerMinute
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
