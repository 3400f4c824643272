import ical from 'ical.js'

/** The components of a file of one or more; throws on what is none. */
export function componentsOf(text: string): ical.Component[] {
  const parsed: unknown = ical.parse(text)
  if (!Array.isArray(parsed)) return []
  const list: unknown[] = Array.isArray(parsed[0]) ? parsed : [parsed]
  return list.flatMap((each) => (Array.isArray(each) ? [new ical.Component(each)] : []))
}
