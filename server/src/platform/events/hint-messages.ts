import { newId } from '../../lib/ids.ts'
import type { Hint } from './hints.ts'
import { refusedMessages, type RefusedMessages } from './refused-messages.ts'
import { signedHints } from './signed-hints.ts'
import type { WireDeps } from './wire.ts'

/** Hints as messages of one wire. */
export interface HintMessages {
  write(hints: readonly Hint[]): Uint8Array[]
  /** Passes on the hints in a message. False: too many messages are no hints, so stop listening for a while. */
  read(message: Uint8Array): boolean
  readonly refused: RefusedMessages['counts']
}

/** Messages are signed, since others may be on the same wire. `name` is that of the wire, for the log. */
export function hintMessages(
  { logger, clock, secrets, hear }: WireDeps,
  { name, maxBytes }: { name: string; maxBytes: number },
): HintMessages {
  const signed = signedHints(newId(), secrets, clock, maxBytes)
  const refused = refusedMessages(logger, clock, name)
  return {
    write: (hints) => signed.write(hints),
    read(message) {
      const reading = signed.read(message)
      if (reading.kind === 'hints') for (const hint of reading.hints) hear(hint)
      return reading.kind !== 'refused' || !refused.add(reading.why)
    },
    refused: refused.counts,
  }
}
