import { customerWords } from '@throughline/protocol/customers/words.ts'
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import type { Normalised } from './normalised.ts'

/**
 * E.164. A number is taken when its length is possible in its country: number ranges open faster than anybody's
 * tables are updated, so one that is not assigned as far as we know is still a number. Extensions are left out: the
 * line is what rings.
 */
export function normalisePhone(given: string, defaultRegion?: CountryCode): Normalised {
  const dialled = given
    // Marks of writing direction, which contact apps copy along, and the forms of plus on other keyboards.
    .replace(/\p{Cf}/gu, '')
    .replace(/^tel:/i, '')
    .replace(/;ext=.*$/i, '')
    .replace(/^[＋⁺﹢]/u, '+')
    .trim()
  // 00 is what most of the world dials for +. Where it is not, the region's own rules know better.
  const international = defaultRegion === undefined ? dialled.replace(/^00/, '+') : dialled
  const parsed = parsePhoneNumberFromString(international, {
    extract: false,
    ...(defaultRegion === undefined ? {} : { defaultCountry: defaultRegion }),
  })
  if (parsed?.isPossible()) return { value: parsed.number }
  if (defaultRegion === undefined && /^[\d\s()./-]{5,}$/.test(dialled)) {
    return { problem: customerWords.phone_without_country() }
  }
  return { problem: customerWords.not_a_phone() }
}
