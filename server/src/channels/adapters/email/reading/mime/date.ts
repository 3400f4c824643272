import type { Problems } from '../limits.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const zoneHours: Record<string, number> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  jst: 9,
  cet: 1,
  cest: 2,
}
const rfc5322 =
  /^(?:[^\d,]{1,20},?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4})\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?\s*"?([+-]\d{2}:?\d{2}|[a-z]{1,5})?/i
/** As C programs and Americans write it: "Tue Mar  3 16:05:22 2026", "Mar 3, 2026 4:05:22 PM". */
const monthFirst =
  /^(?:[a-z]{3,9},?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*(am|pm)\b)?(?:\s*([+-]\d{2}:?\d{2}|[a-z]{2,5}\b))?(?:\s+(\d{4}))?/i

/** The Date field as an instant, or null: a mail with a broken date is still a mail. */
export function parseMailDate(field: string | undefined, problems: Problems): Date | null {
  if (field === undefined) return null
  const date = read(field.slice(0, 200).trim())
  const year = date?.getUTCFullYear() ?? 0
  if (date && year >= 1970 && year < 10_000) return date
  problems.note('The date could not be read.')
  return null
}

function read(text: string): Date | null {
  const match = rfc5322.exec(inUsualOrder(text))
  if (!match) {
    if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null
    const iso = new Date(text)
    return Number.isNaN(iso.getTime()) ? null : iso
  }
  const [, day, monthName, yearText, hour, minute, second, zone] = match
  const month = months.indexOf(monthName!.toLowerCase())
  if (month < 0 || Number(day) > 31 || Number(hour) > 24 || Number(minute) > 59) return null
  // RFC 5322 4.3: two digits below 50 are of this century, three digits count from 1900.
  let year = Number(yearText)
  if (yearText!.length === 2) year += year < 50 ? 2000 : 1900
  else if (yearText!.length === 3) year += 1900
  const wall = Date.UTC(year, month, Number(day), Number(hour), Number(minute), Math.min(Number(second ?? 0), 59))
  return new Date(wall - offsetMs(zone))
}

function inUsualOrder(text: string): string {
  const match = monthFirst.exec(text)
  if (!match) return text
  const [, month, day, year, hour, minute, second = '00', half = '', zone = '', lateYear] = match
  const hours = (Number(hour) % (half === '' ? 24 : 12)) + (half.toLowerCase() === 'pm' ? 12 : 0)
  return `${day} ${month} ${year ?? lateYear ?? ''} ${hours}:${minute}:${second} ${zone}`
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined) return 0
  const numeric = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (!numeric) return (zoneHours[zone.toLowerCase()] ?? 0) * 3_600_000
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3])
  return (numeric[1] === '-' ? -minutes : minutes) * 60_000
}
