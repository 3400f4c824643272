import type { Normalised } from './normalised.ts'

/** `@Anna` and `anna` are one person everywhere that handles exist. */
export function normaliseHandle(given: string): Normalised {
  const value = given
    .replace(/^[@＠\s]+/u, '')
    .toLowerCase()
    .normalize('NFC')
  return value === '' ? { problem: 'A handle needs at least one character.' } : { value }
}
