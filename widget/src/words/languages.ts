import type { Words as ServerCode } from '@throughline/protocol/words.ts'
import type { Words } from './en.ts'

export type { Words } from './en.ts'

/** Each is a file of its own, and only the one that is spoken is fetched. */
const loadByLanguage = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  it: () => import('./it.ts'),
  nl: () => import('./nl.ts'),
  pt: () => import('./pt.ts'),
  pl: () => import('./pl.ts'),
  ar: () => import('./ar.ts'),
  ja: () => import('./ja.ts'),
}

export type Language = keyof typeof loadByLanguage

export const languages = Object.keys(loadByLanguage)

/** The first wish that we speak, by its language without the region; else English. */
export function languageOf(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().split(/[-_]/)[0]
    if (language !== undefined && isLanguage(language)) return language
  }
  return 'en'
}

function isLanguage(language: string): language is Language {
  return Object.hasOwn(loadByLanguage, language)
}

export async function wordsIn(language: Language): Promise<Words> {
  return (await loadByLanguage[language]()).words
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}

/**
 * Why the server refused something, by its codes. A code that is not known here (the server is newer) is said in the
 * server's English to those who read English; else null.
 */
export function refusalIn(
  words: Words,
  language: Language,
  refusal: { words: readonly ServerCode[]; message: string },
): string | null {
  const said = refusal.words.map(({ code, params }) => {
    const sentence = Object.entries(words).find(([key]) => key === code)?.[1]
    return sentence === undefined ? null : fill(sentence, params)
  })
  if (said.length > 0 && !said.includes(null)) return said.join(' ')
  return language === 'en' ? refusal.message : null
}

/** Puts values into their places. They are put as they are: what is shown is text, never markup. */
export function fill(sentence: string, values: Record<string, string | number | readonly string[]>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
