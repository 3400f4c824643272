/** Times and sizes as the reader's language and country write them, from what the browser knows. */
function localeOf(language: string): string {
  return navigator.languages.find((locale) => locale.split('-')[0] === language && isWellFormed(locale)) ?? language
}

/** Some systems name languages by their own rules (`en-US@posix`), which the browser hands on and then refuses. */
function isWellFormed(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1
  } catch {
    return false
  }
}

export function durationIn(language: string, ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 10) return amountIn(language, minutes, 'minute', 'long')
  if (minutes < 90) return amountIn(language, Math.ceil(minutes / 5) * 5, 'minute', 'long')
  if (minutes < 36 * 60) return amountIn(language, Math.round(minutes / 60), 'hour', 'long')
  return amountIn(language, Math.round(minutes / 1440), 'day', 'long')
}

export function sizeIn(language: string, bytes: number): string {
  if (bytes < 1024 * 1024) return amountIn(language, Math.max(0.1, bytes / 1024), 'kilobyte', 'short')
  return amountIn(language, bytes / 1024 / 1024, 'megabyte', 'short')
}

function amountIn(language: string, amount: number, unit: string, unitDisplay: 'long' | 'short'): string {
  const maximumFractionDigits = amount < 10 ? 1 : 0
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(
    amount,
  )
}

export function percentIn(language: string, share: number): string {
  return new Intl.NumberFormat(localeOf(language), { style: 'percent' }).format(share)
}

export function clockIn(language: string, at: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'short' }).format(new Date(at))
}

/** Today and yesterday by their names, other days by their date. */
export function dayIn(language: string, at: string, now: Date): string {
  const day = new Date(at)
  const daysAgo = Math.round((midnight(now) - midnight(day)) / 86_400_000)
  if (daysAgo === 0 || daysAgo === 1) {
    return new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' }).format(-daysAgo, 'day')
  }
  const isThisYear = day.getFullYear() === now.getFullYear()
  return new Intl.DateTimeFormat(localeOf(language), {
    weekday: isThisYear ? 'long' : undefined,
    day: 'numeric',
    month: 'long',
    year: isThisYear ? undefined : 'numeric',
  }).format(day)
}

function midnight(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()
}
