import { addressOf } from '../../../lib/mail-address.ts'
import type { Normalised } from './normalised.ts'

/** An address as people type it, also with a name before it or as a link; see the one rule for mail addresses. */
export function normaliseEmail(given: string): Normalised {
  return addressOf((/<([^<>]*)>$/.exec(given)?.[1] ?? given).trim().replace(/^mailto:/i, ''))
}
