import { minuteMs } from '../lib/clock.ts'

/** How many messages a connection sent in this minute. */
export class FrameCount {
  readonly #max: number
  #count = 0
  #untilMs = 0

  constructor(max: number) {
    this.#max = max
  }

  isOneTooMany(nowMs = performance.now()): boolean {
    if (nowMs >= this.#untilMs) {
      this.#untilMs = nowMs + minuteMs
      this.#count = 0
    }
    this.#count += 1
    return this.#count > this.#max
  }
}
