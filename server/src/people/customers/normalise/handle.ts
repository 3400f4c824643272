import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Normalised } from './normalised.ts'

/** `@Anna` and `anna` are one person everywhere that handles exist. */
export function normaliseHandle(given: string): Normalised {
  const value = given
    .replace(/^[@＠\s]+/u, '')
    .toLowerCase()
    .normalize('NFC')
  return value === '' ? { problem: customerWords.handle_empty() } : { value }
}
