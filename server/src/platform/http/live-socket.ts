import { httpWords } from '@throughline/protocol/http/words.ts'
import type { RawData, WebSocket } from 'ws'
import type { z } from 'zod'
import { serviceRestart } from '@throughline/protocol/restart.ts'
import type { Problem } from '@throughline/protocol/errors.ts'
import { minuteMs } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import type { Logger } from '../../lib/logger.ts'
import { appErrorOf, problemOf } from './problems.ts'

/** The close code for a session or token that has ended: the client has to sign in again. */
export const sessionOver = 4401
/** The client comes back later, from its cursor. */
export const tryAgainLater = 1013

/** What is the same for every connection to one path. */
export interface FrameRules<Frame> {
  /** What a client sends. */
  readonly schema: z.ZodType<Frame>
  /** A client that reads slower than this is cut off; it resumes from its cursor when it is ready. */
  readonly maxBufferedBytes: number
  /** A client that sends more is cut off. */
  readonly maxPerMinute: number
}

/**
 * One open WebSocket: limits what its client sends and what waits to be read by it, and notices when it is gone. An idle
 * connection should cost next to nothing, hence a class to extend: its functions exist once for all connections.
 */
export abstract class LiveSocket<Frame> {
  protected readonly ws: WebSocket
  #isAlive = true
  #frames = 0
  #framesMinute = 0

  constructor(ws: WebSocket) {
    this.ws = ws
    ws.on('message', (data, isBinary) => this.#receive(data, isBinary))
    ws.on('pong', () => {
      this.#isAlive = true
    })
    ws.on('error', terminate)
  }

  protected abstract readonly rules: FrameRules<Frame>
  /** False when nothing more is taken from the client or sent to it, because its session has ended. */
  protected abstract mayGoOn(): boolean
  protected abstract take(frame: Frame): void
  protected abstract refuse(error: unknown): void

  protected get isOpen(): boolean {
    return this.ws.readyState === this.ws.OPEN
  }

  /** Called every half minute: a client that has not answered the ping before is gone. */
  ping(): void {
    if (!this.#isAlive) return this.ws.terminate()
    this.#isAlive = false
    this.ws.ping()
  }

  restart(): void {
    this.ws.close(serviceRestart, 'The server restarts: come back with your cursor.')
  }

  protected sendText(text: string): void {
    const { ws } = this
    if (!this.isOpen || !this.mayGoOn()) return
    if (ws.bufferedAmount <= this.rules.maxBufferedBytes) ws.send(text)
    else ws.close(tryAgainLater, 'Too slow: come back with your cursor.')
  }

  #receive(data: RawData, isBinary: boolean): void {
    this.#isAlive = true
    if (!this.isOpen || !this.mayGoOn()) return
    if (!this.#admit()) return this.ws.close(tryAgainLater, 'Too many messages: come back in a minute.')
    const frame = parseFrame(this.rules.schema, data, isBinary)
    if (frame === null) this.refuse(new AppError('invalid_request', httpWords.not_of_protocol()))
    else this.take(frame)
  }

  #admit(): boolean {
    const minute = Math.trunc(performance.now() / minuteMs)
    if (minute !== this.#framesMinute) this.#frames = 0
    this.#framesMinute = minute
    this.#frames += 1
    return this.#frames <= this.rules.maxPerMinute
  }
}

/** What the client of a WebSocket is answered when something failed; what nobody expected is logged. */
export function problemOfFrame(error: unknown, { logger, publicUrl }: { logger: Logger; publicUrl: string }): Problem {
  if (!(error instanceof AppError)) logger.error({ err: error }, 'a message over a WebSocket failed')
  return problemOf(appErrorOf(error), { publicUrl, instance: newId() })
}

/** Null when it is no message of the protocol. */
function parseFrame<Frame>(schema: z.ZodType<Frame>, data: RawData, isBinary: boolean): Frame | null {
  if (isBinary || !Buffer.isBuffer(data)) return null
  try {
    return schema.safeParse(JSON.parse(data.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

/** One function for all sockets. */
function terminate(this: WebSocket): void {
  this.terminate()
}
