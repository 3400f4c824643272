import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/**
 * The digits of a number that are the same however it is dialled: without the code of its country, which only an
 * international spelling has, and without the zeros before it. `before`: what stands before the digits.
 */
export function nationalDigits(digits: string, before: string): string {
  const international = before.endsWith('+') ? `+${digits}` : digits.startsWith('00') ? `+${digits.slice(2)}` : null
  const parsed = international === null ? undefined : parsePhoneNumberFromString(international)
  return (parsed?.isPossible() ? parsed.nationalNumber : digits).replace(/^0+(?=.)/, '')
}
