import { consentWords } from '@throughline/protocol/consents/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { keyOf, saidAbout, type AddressKey } from './queries.ts'
import { whyNot, type Refusal, type Said, type Way } from './state.ts'

export type { AddressKey } from './queries.ts'

/** Something that is to leave. */
export interface Asked extends AddressKey {
  way: Way
  /** The entry, where there is one: the confirmation of a withdrawal may leave. */
  entryId?: string
}

/**
 * The one gate: why nothing may leave to an address, as a sentence; null when it may. Asked when something is written, and
 * again at the moment of sending, since what waits may have been withdrawn meanwhile.
 */
export async function whyNotWrite(db: Db | Tx, { kind, value, way, entryId }: Asked): Promise<Wording | null> {
  const said = (await saidAbout(db, [{ kind, value }])).get(keyOf({ kind, value })) ?? []
  const refusal = whyNot(said, way)
  if (refusal === null || (entryId !== undefined && refusal.confirmationId === entryId)) return null
  return wordsOf(refusal)
}

/** The same for many addresses with one question: what may be said of each is asked for each way. */
export async function consentsOf(
  db: Db | Tx,
  addresses: readonly AddressKey[],
): Promise<(address: AddressKey, way: Way) => Wording | null> {
  const byKey = await saidAbout(db, addresses)
  return (address, way) => {
    const said: readonly Said[] = byKey.get(keyOf(address)) ?? []
    const refusal = said.length === 0 && way.purpose === 'service' ? null : whyNot(said, way)
    return refusal && wordsOf(refusal)
  }
}

function wordsOf({ why }: Refusal): Wording {
  if (why === 'withdrawn') return consentWords.asked_for_no_more()
  return why === 'proactive_withdrawn' ? consentWords.proactive_withdrawn() : consentWords.proactive_unsaid()
}
