import type { RawData } from 'ws'

/** A text frame as it is handed over by default: one buffer. */
export function socketText(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString() : ''
}
