/**
 * The languages of the desk, each under its own name. A new one is a line here and in `areas/languages`, a file there, a
 * folder beside `en`, and a file in the `words` of each area.
 */
export const languages = { en: 'English', de: 'Deutsch', fr: 'Français' } as const
export type Language = keyof typeof languages

const usualLocale: Record<Language, string> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR' }
/** The same key as the server's name for it; for people who are not signed in yet. */
const key = 'throughline-language'

let current: Language = 'en'
let currentLocale: string | undefined

export function language(): Language {
  return current
}

export function setLanguage(chosen: Language): void {
  current = chosen
  currentLocale = undefined
}

/** The language with the region of this browser: 14:05 or 2:05 PM, Jänner or Januar. */
export function locale(): string {
  currentLocale ??= localeFor(current, preferred())
  return currentLocale
}

/** Some browsers say odd things. */
export function localeFor(chosen: Language, wanted: readonly string[]): string {
  return canonical(wanted).find((name) => languageOf(name) === chosen) ?? usualLocale[chosen]
}

/** What this person chose on this device, else the first language of the browser that we speak. */
export function languageFor(remembered: string | null, wanted: readonly string[]): Language {
  if (isLanguage(remembered)) return remembered
  return canonical(wanted).map(languageOf).find(isLanguage) ?? 'en'
}

export function languageOfDevice(): Language {
  return languageFor(remembered(), preferred())
}

export function rememberOnDevice(chosen: Language): void {
  try {
    localStorage.setItem(key, chosen)
  } catch {
    // Storage may be switched off: then the browser's language is asked for again next time.
  }
}

export function isLanguage(name: unknown): name is Language {
  return typeof name === 'string' && Object.hasOwn(languages, name)
}

function remembered(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function preferred(): readonly string[] {
  return typeof navigator === 'undefined' ? [] : navigator.languages
}

function canonical(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    try {
      return Intl.getCanonicalLocales(name)
    } catch {
      return []
    }
  })
}

function languageOf(name: string): string {
  return name.split('-')[0] ?? ''
}
