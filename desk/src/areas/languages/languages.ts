import type { Catalogues } from '../../words/words.ts'

/** Each language beside English, fetched when it is spoken. */
export const catalogues: Catalogues = {
  de: async () => (await import('./de.ts')).de,
  fr: async () => (await import('./fr.ts')).fr,
}
