import { w } from './words.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const locale = localeFor(typeof navigator === 'undefined' ? '' : navigator.language)

/** The region decides between 14:05 and 2:05 PM; the language is the catalogue's. Some browsers say odd things. */
export function localeFor(language: string): string {
  try {
    const [canonical] = Intl.getCanonicalLocales(language)
    return canonical?.startsWith('en') ? canonical : 'en-GB'
  } catch {
    return 'en-GB'
  }
}

const formats = {
  clock: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }),
  weekday: new Intl.DateTimeFormat(locale, { weekday: 'short' }),
  day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }),
  dayOfYear: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
  longDay: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
  longDayOfYear: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  full: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }),
}

/** Which local day it is, for comparing: 2026-01-05. */
export function dayKey(time: string): string {
  // Asked for each entry of a long thread: a formatter would take ten times as long.
  return keyOf(new Date(time))
}

function keyOf(date: Date): string {
  const twoDigits = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`
}

export function clockTime(time: string): string {
  return formats.clock.format(new Date(time))
}

export function fullTime(time: string): string {
  return formats.full.format(new Date(time))
}

/** For lists: "now", "4 m", "3 h", "Tue", "5 Jan", "5 Jan 2024". */
export function shortAgo(time: string, nowMs: number): string {
  const date = new Date(time)
  const agoMs = nowMs - date.getTime()
  if (agoMs < minuteMs) return w.times.now
  if (agoMs < hourMs) return w.times.minutes(Math.floor(agoMs / minuteMs))
  if (agoMs < dayMs) return w.times.hours(Math.floor(agoMs / hourMs))
  if (agoMs < 6 * dayMs) return formats.weekday.format(date)
  return isThisYear(date, nowMs) ? formats.day.format(date) : formats.dayOfYear.format(date)
}

/** "5 Jan 2026" */
export function dateOnly(time: string): string {
  return formats.dayOfYear.format(new Date(time))
}

/** For the lines between days. */
export function dayName(time: string, nowMs: number): string {
  const date = new Date(time)
  const key = dayKey(time)
  if (key === keyOf(new Date(nowMs))) return w.times.today
  if (key === keyOf(new Date(nowMs - dayMs))) return w.times.yesterday
  return isThisYear(date, nowMs) ? formats.longDay.format(date) : formats.longDayOfYear.format(date)
}

/** "today at 14:05", "Mon 5 Jan at 09:00": for a time that is near. */
export function nearTime(time: string, nowMs: number): string {
  const day = dayKey(time) === keyOf(new Date(nowMs)) ? w.times.todayLower : shortDay(time)
  return w.times.dayAt(day, clockTime(time))
}

function shortDay(time: string): string {
  const date = new Date(time)
  return `${formats.weekday.format(date)} ${formats.day.format(date)}`
}

/** "2 h later" */
export function laterBy(gapMs: number): string {
  if (gapMs < hourMs) return w.times.laterMinutes(Math.max(1, Math.round(gapMs / minuteMs)))
  if (gapMs < dayMs) return w.times.laterHours(Math.round(gapMs / hourMs))
  return w.times.laterDays(Math.round(gapMs / dayMs))
}

function isThisYear(date: Date, nowMs: number): boolean {
  return date.getFullYear() === new Date(nowMs).getFullYear()
}
