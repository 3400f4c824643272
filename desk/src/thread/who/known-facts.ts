import type { Attributes } from '@throughline/protocol/primitives.ts'

/** What is good to know before the first word; companies note it under names of their own. */
export interface KnownFacts {
  tier: string | null
  language: string | null
  /** In the customer's zone, as hours and minutes. */
  clock: string | null
}

const names = {
  tier: /^(?:tier|level|status|stufe)$/i,
  language: /^(?:language|languages|locale|sprache|sprachen)$/i,
  timeZone: /^(?:time ?zone|tz|zeitzone)$/i,
}

export function knownFacts(attributes: Attributes, nowMs: number, locale: string): KnownFacts {
  const noted = (name: RegExp): string | null => {
    const value = Object.entries(attributes).find(([key]) => name.test(key.replaceAll('_', ' ').trim()))?.[1]
    const text = Array.isArray(value) ? value.join(', ') : String(value ?? '')
    return text.trim() === '' ? null : text.trim()
  }
  const language = noted(names.language)
  const timeZone = noted(names.timeZone)
  return {
    tier: noted(names.tier),
    language: language && languageName(language, locale),
    clock: timeZone && clockIn(timeZone, nowMs, locale),
  }
}

/** "de" is said as German; what is no code is said as it was noted. */
function languageName(noted: string, locale: string): string {
  if (!/^[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/.test(noted)) return noted
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(noted.replaceAll('_', '-')) ?? noted
  } catch {
    return noted
  }
}

function clockIn(timeZone: string, nowMs: number, locale: string): string | null {
  try {
    return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(nowMs)
  } catch {
    // No zone that anybody knows.
    return null
  }
}
