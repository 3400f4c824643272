import { locale } from './locale.ts'
import { w } from './words.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

function formatsFor(name: string) {
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(name, options)
  return {
    name,
    clock: dates({ timeStyle: 'short' }),
    weekday: dates({ weekday: 'short' }),
    day: dates({ day: 'numeric', month: 'short' }),
    dayOfYear: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    nearDayOfYear: dates({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    nearDay: dates({ weekday: 'short', day: 'numeric', month: 'short' }),
    longDay: dates({ weekday: 'long', day: 'numeric', month: 'long' }),
    longDayOfYear: dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    full: dates({ dateStyle: 'full', timeStyle: 'short' }),
    fullDay: dates({ dateStyle: 'full' }),
    relativeDay: new Intl.RelativeTimeFormat(name, { numeric: 'auto' }),
  }
}

let made: ReturnType<typeof formatsFor> | undefined

/** Making a formatter takes long; a list asks for hundreds of times. */
function formats(): ReturnType<typeof formatsFor> {
  const name = locale()
  if (made?.name !== name) made = formatsFor(name)
  return made
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
  return formats().clock.format(new Date(time))
}

export function fullTime(time: string): string {
  return formats().full.format(new Date(time))
}

/** Of a calendar: a whole day, or a time by the clock of the place that is named. */
export function calendarTime({ date, time, zone }: { date: string; time: string | null; zone: string | null }): string {
  if (time === null) return formats().fullDay.format(new Date(`${date}T12:00`))
  if (zone === 'UTC') return formats().full.format(new Date(`${date}T${time}Z`))
  const shown = formats().full.format(new Date(`${date}T${time}`))
  return zone === null || zone === formats().full.resolvedOptions().timeZone ? shown : `${shown} (${zone})`
}

/** For lists: "now", "4m", "3h", "Tue", "5 Jan", "5 Jan 2024". */
export function shortAgo(time: string, nowMs: number): string {
  const date = new Date(time)
  const agoMs = nowMs - date.getTime()
  if (agoMs < minuteMs) return w.times.now
  if (agoMs < hourMs) return w.times.minutes(Math.floor(agoMs / minuteMs))
  if (agoMs < dayMs) return w.times.hours(Math.floor(agoMs / hourMs))
  if (agoMs < 6 * dayMs) return formats().weekday.format(date)
  return isThisYear(date, nowMs) ? formats().day.format(date) : formats().dayOfYear.format(date)
}

/** "5 Jan 2026" */
export function dateOnly(time: string): string {
  return formats().dayOfYear.format(new Date(time))
}

/** For the lines between days. */
export function dayName(time: string, nowMs: number): string {
  const date = new Date(time)
  const key = dayKey(time)
  if (key === keyOf(new Date(nowMs))) return capital(formats().relativeDay.format(0, 'day'))
  if (key === keyOf(new Date(nowMs - dayMs))) return capital(formats().relativeDay.format(-1, 'day'))
  return isThisYear(date, nowMs) ? formats().longDay.format(date) : formats().longDayOfYear.format(date)
}

/** "today at 14:05", "Mon 5 Jan at 09:00"; of another year with the year. */
export function nearTime(time: string, nowMs: number): string {
  const date = new Date(time)
  const { relativeDay, nearDay, nearDayOfYear } = formats()
  const isToday = dayKey(time) === keyOf(new Date(nowMs))
  const day = isToday ? relativeDay.format(0, 'day') : (isThisYear(date, nowMs) ? nearDay : nearDayOfYear).format(date)
  return w.times.dayAt(day, clockTime(time))
}

/** "2 h": how long ago, where the word beside it says of what. */
export function span(time: string, nowMs: number): string {
  const agoMs = Math.max(0, nowMs - new Date(time).getTime())
  if (agoMs < hourMs) return w.times.spanMinutes(Math.max(1, Math.floor(agoMs / minuteMs)))
  if (agoMs < 2 * dayMs) return w.times.spanHours(Math.floor(agoMs / hourMs))
  return w.times.spanDays(Math.floor(agoMs / dayMs))
}

/** "2 h later" */
export function laterBy(gapMs: number): string {
  if (gapMs < hourMs) return w.times.laterMinutes(Math.max(1, Math.round(gapMs / minuteMs)))
  if (gapMs < dayMs) return w.times.laterHours(Math.round(gapMs / hourMs))
  return w.times.laterDays(Math.round(gapMs / dayMs))
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1)
}

function isThisYear(date: Date, nowMs: number): boolean {
  return date.getFullYear() === new Date(nowMs).getFullYear()
}
