import { createHash } from 'node:crypto'
import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { CountryCode } from 'libphonenumber-js/max'
import { normaliseEmail } from './email.ts'
import { normaliseHandle } from './handle.ts'
import type { Normalised } from './normalised.ts'
import { normalisePhone } from './phone.ts'

/**
 * The one spelling under which an address is kept and looked up. `value` can always be kept: where the address makes
 * no sense, it is what was given, cleaned of what no table can hold, and `problem` says in a sentence what is wrong.
 * A person who types an address sees the problem; a message that came from one is never lost over it.
 */
export interface NormalisedIdentity {
  value: string
  problem: Wording | null
}

export interface NormaliseOptions {
  /** Where a phone number without a country code is at home: `DE`. */
  defaultRegion?: CountryCode
}

export function normaliseIdentity(kind: string, value: string, options: NormaliseOptions = {}): NormalisedIdentity {
  const given = keepable(value)
  const result = normaliseByKind(kind, given, options)
  // Two spellings of the same nonsense are still one.
  if ('problem' in result) return { value: shortened(given.toLowerCase().normalize('NFC')), problem: result.problem }
  return result.value.length > maxChars
    ? { value: shortened(result.value), problem: customerWords.address_too_long({ max: maxChars }) }
    : { value: result.value, problem: null }
}

function normaliseByKind(kind: string, given: string, { defaultRegion }: NormaliseOptions): Normalised {
  switch (kind) {
    case 'email':
      return normaliseEmail(given)
    case 'phone':
      return normalisePhone(given, defaultRegion)
    case 'handle':
      return normaliseHandle(given)
    default:
      return given === '' ? { problem: customerWords.address_empty() } : { value: given }
  }
}

// PostgreSQL holds neither U+0000 nor lone surrogates.
const keepable = (value: string): string => value.toWellFormed().replaceAll('\u0000', '').trim().normalize('NFC')

/** An index entry holds at most 2704 bytes; what is longer keeps its beginning, and a digest tells it apart. */
function shortened(value: string): string {
  if (value.length <= maxChars) return value
  const digest = createHash('sha256').update(value).digest('hex')
  return `${value.slice(0, maxChars - digest.length - 1).toWellFormed()}…${digest}`
}

const maxChars = 500
