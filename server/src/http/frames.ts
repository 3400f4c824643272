import type { RawData, WebSocket } from 'ws'
import type { z } from 'zod'

/** What a client sent over its WebSocket; null when it is no message of the protocol. */
export function parseFrame<Message>(schema: z.ZodType<Message>, data: RawData, isBinary: boolean): Message | null {
  if (isBinary || !Buffer.isBuffer(data)) return null
  try {
    const parsed = schema.safeParse(JSON.parse(data.toString('utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** For the `error` event of a WebSocket. One function for all sockets: an idle one should cost next to nothing. */
export function terminate(this: WebSocket): void {
  this.terminate()
}
