/** Times and sizes as the reader's language writes them, from what the browser knows. */
export function durationIn(language: string, ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  const [value, unit] =
    minutes < 90
      ? [minutes < 10 ? minutes : Math.ceil(minutes / 5) * 5, 'minute']
      : minutes < 36 * 60
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day']
  return new Intl.NumberFormat(language, { style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(
    Number(value),
  )
}

export function sizeIn(language: string, bytes: number): string {
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'kilobyte'] : [bytes / 1024 / 1024, 'megabyte']
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: String(unit),
    maximumFractionDigits: Number(value) < 10 ? 1 : 0,
  }).format(Math.max(0.1, Number(value)))
}

export function percentIn(language: string, share: number): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(share)
}

export function clockIn(language: string, at: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(at))
}

/** Today and yesterday by their names, other days by their date. */
export function dayIn(language: string, at: string, now: Date): string {
  const day = new Date(at)
  const daysAgo = Math.round((midnight(now) - midnight(day)) / 86_400_000)
  if (daysAgo === 0 || daysAgo === 1) {
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-daysAgo, 'day')
  }
  const isThisYear = day.getFullYear() === now.getFullYear()
  return new Intl.DateTimeFormat(language, {
    weekday: isThisYear ? 'long' : undefined,
    day: 'numeric',
    month: 'long',
    year: isThisYear ? undefined : 'numeric',
  }).format(day)
}

function midnight(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()
}
