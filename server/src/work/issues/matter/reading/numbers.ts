import { wordSet } from './lexicon/word-set.ts'
import type { Token } from './tokens.ts'

/** Dates, times, prices, amounts, versions: numbers that name nothing. An announced one may look like a year. */
export function isNoiseNumber(text: string, tokens: readonly Token[], i: number, isAnnounced: boolean): boolean {
  const { word, start, end } = tokens[i]!
  const number = word.text
  if (!isAnnounced && /^(?:19|20)\d\d$/.test(number)) return true
  if (/^\d{1,4}([-./])\d{1,2}\1\d{1,4}$|^\d{4}-\d\d-\d\dt|^\d{1,2}\/\d{1,2}$|^\d+(?:\.\d+)+$/.test(number)) return true
  if (/[€$£¥]/.test(text[start - 1] ?? '') || /^\s?[€$£¥%°]/.test(text.slice(end, end + 2))) return true
  // 1,234.50 and 10:30 come as several tokens.
  if (/^[,:]\d/.test(text.slice(end, end + 2)) || /^\d[,:]$/.test(text.slice(Math.max(0, start - 2), start)))
    return true
  const before = tokens[i - 1]
  const after = tokens[i + 1]
  if (before && units.has(before.word.text) && isBeside(text.slice(before.end, start))) return true
  return after !== undefined && units.has(after.word.text) && isBeside(text.slice(end, after.start))
}

/** A number in groups, with a country code, or with the leading zero of an area code. */
export function isPhoneLike(text: string, tokens: readonly Token[], i: number): boolean {
  const { word, start, end } = tokens[i]!
  const number = word.text
  if (!/^\d[\d\-/.]*$/.test(number)) return false
  if (text[start - 1] === '+' || /^0\d/.test(number)) return true
  const before = tokens[i - 1]
  const after = tokens[i + 1]
  const isGroupedBefore = before?.word.hasDigit && start - before.end <= 2 && text[start - 1] !== '\n'
  const isGroupedAfter = after?.word.hasDigit && after.start - end <= 2 && text[end] !== '\n' && text[end] !== ','
  return Boolean(isGroupedBefore || isGroupedAfter) || text[start - 1] === '('
}

const isBeside = (gap: string): boolean => gap === '' || gap === ' '

const units = wordSet(
  `eur euro euros usd dollar dollars gbp chf sek nok dkk pln czk huf ron try rub pounds zl kr kc
  kg g gr km cm mm ml l kw kwh w v gb mb tb px pcs stk st x mal times
  day days week weeks month months year years hour hours min minutes uhr tage tagen wochen monate jahre stunden
  jours semaines mois ans heures dias semanas meses anos horas giorni settimane mesi anni ore dagen weken maanden jaar
  uur dagar dager dage dni tygodni miesiecy percent prozent`,
)
