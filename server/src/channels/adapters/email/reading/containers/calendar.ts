import { CalendarEvent } from '@throughline/protocol/timeline/content/mail-parts.ts'
import type ical from 'ical.js'
import { componentsOf } from './ical-components.ts'

/** Invitations are a few kilobytes; with a long description and time zones, a few dozen. */
const maxChars = 256 * 1024
const maxEvents = 10

/** The events of an iCalendar file (RFC 5545); none when it is no calendar. Nothing that repeats is ever worked out. */
export function readCalendar(text: string): CalendarEvent[] {
  const begin = text.indexOf('BEGIN:VCALENDAR')
  if (begin < 0 || text.length - begin > maxChars) return []
  try {
    const [calendar] = componentsOf(text.slice(begin))
    if (!calendar) return []
    const named = CalendarEvent.shape.method.safeParse(String(calendar.getFirstPropertyValue('method')).toLowerCase())
    const method = named.success ? named.data : 'publish'
    return calendar
      .getAllSubcomponents('vevent')
      .slice(0, maxEvents)
      .map((event) => eventOf(event, method))
  } catch {
    return []
  }
}

function eventOf(event: ical.Component, method: CalendarEvent['method']): CalendarEvent {
  const attendees = event.getAllProperties('attendee').slice(0, 50)
  return {
    method,
    uid: valueOf(event, 'uid', 300),
    title: valueOf(event, 'summary', 300),
    start: momentOf(event, 'dtstart'),
    end: momentOf(event, 'dtend'),
    where: valueOf(event, 'location', 300),
    description: valueOf(event, 'description', 2000),
    organiser: personOf(event.getFirstProperty('organizer')),
    people: attendees.map((attendee) => ({
      name: personOf(attendee),
      answer: answerOf(String(attendee.getParameter('partstat') ?? '')),
    })),
    isCancelled: method === 'cancel' || valueOf(event, 'status', 20).toLowerCase() === 'cancelled',
    repeats: event.hasProperty('rrule'),
  }
}

function valueOf(event: ical.Component, name: string, maxLength: number): string {
  const value = event.getFirstPropertyValue(name)
  return typeof value === 'string' ? value.trim().slice(0, maxLength).toWellFormed() : ''
}

/** By the clock of the place that is named: what "Europe/Berlin" means there is for the reader's machine to say. */
function momentOf(event: ical.Component, name: string): CalendarEvent['start'] {
  const property = event.getFirstProperty(name)
  const value: unknown = property?.jCal[3]
  if (!property || typeof value !== 'string') return null
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?(Z?))?$/.exec(value)
  if (!match) return null
  const [, date, time, zulu] = match
  const zone = property.getParameter('tzid')
  return {
    date: date!,
    time: time ?? null,
    zone: zulu === 'Z' ? 'UTC' : typeof zone === 'string' ? zone.slice(0, 100) : null,
  }
}

function personOf(property: ical.Property | null): string {
  if (!property) return ''
  const name = property.getParameter('cn')
  const address = String(property.getFirstValue() ?? '').replace(/^mailto:/i, '')
  return (typeof name === 'string' && name.trim() !== '' ? name.trim() : address).slice(0, 200).toWellFormed()
}

const answers = new Map<string, 'yes' | 'no' | 'maybe'>([
  ['accepted', 'yes'],
  ['declined', 'no'],
  ['tentative', 'maybe'],
])

function answerOf(status: string): 'yes' | 'no' | 'maybe' | null {
  return answers.get(status.toLowerCase()) ?? null
}
