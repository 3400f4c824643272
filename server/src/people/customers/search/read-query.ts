import { isId } from '../../../lib/ids.ts'
import { normaliseIdentity } from '../normalise/normalise.ts'
import { foldName } from './fold-name.ts'

/** What somebody may have meant who typed this into the search for customers. */
export interface SearchTerms {
  /** A customer's own id. */
  id: string | null
  /** Whole addresses, in their one spelling. */
  addresses: { kind: string; value: string }[]
  /** A JSON path that matches customers who have it as a whole attribute: an order number. */
  attributePath: string
  /** Without case and accents: a name has all of them, in any order. */
  words: string[]
  /** In lower case: an address holds it. Null when there is no letter or digit in it, which no index could find. */
  partOfAddress: string | null
}

export function readQuery(query: string): SearchTerms {
  const typed = query.trim().normalize('NFC')
  return {
    id: isId(typed) ? typed.toLowerCase() : null,
    addresses: ['email', 'phone', 'handle', 'account'].flatMap((kind) => {
      const { value, problem } = normaliseIdentity(kind, typed)
      return problem === null ? [{ kind, value }] : []
    }),
    attributePath: attributePath(typed),
    words: foldName(typed)
      .split(/[\s,;]+/)
      .filter((word) => tells.test(word)),
    partOfAddress: tells.test(typed) ? partOfAddress(typed.toLowerCase()) : null,
  }
}

const tells = /[\p{L}\p{N}]/u

/** Any attribute, alone or in a list, as text or as a number. Case counts: that is what the index can find. */
function attributePath(value: string): string {
  const text = `@ == ${JSON.stringify(value)}`
  const isNumber = /^-?\d{1,15}(\.\d{1,10})?$/.test(value)
  return isNumber ? `$.*[*] ? (${text} || @ == ${Number(value)})` : `$.*[*] ? (${text})`
}

/** Part of a phone number may be typed with spaces, and with the zero that falls away behind a country code. */
function partOfAddress(typed: string): string {
  const looksDialled = /^\+?[\d\s()./-]+$/.test(typed) && typed.replace(/\D/g, '').length >= 5
  return looksDialled ? typed.replace(/\D/g, '').replace(/^0+/, '') : typed
}
