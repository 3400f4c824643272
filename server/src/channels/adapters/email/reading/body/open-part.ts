import type { CalendarEvent, ContactCard, Encrypted } from '@throughline/protocol/timeline/content/mail-parts.ts'
import { readCalendar } from '../containers/calendar.ts'
import { readContactCards } from '../containers/contact-cards.ts'
import { readTnef, type TnefContent } from '../containers/tnef.ts'
import type { MailLimits, Problems } from '../limits.ts'
import { decodeText } from '../mime/charset.ts'
import { decodeTransfer } from '../mime/transfer-encoding.ts'
import type { Part } from '../mime/tree.ts'
import { takeFiles } from './encoded-files.ts'

/** What a mail holds beside texts and files. */
export interface Opened {
  encrypted: Encrypted | null
  events: CalendarEvent[]
  cards: ContactCard[]
}

const maxEvents = 10
const maxCards = 10
/** Longer calendars are exports, and are files. */
const maxTextBytes = 1024 * 1024

/**
 * Looks into a part that is attached. Returns what stands in its place, or null when it is attached as it is. Calendars and
 * cards are drawn, and stay files too.
 */
export function openPart(part: Part, opened: Opened, limits: MailLimits, problems: Problems): TnefContent | null {
  const name = part.fileName ?? ''
  if (/^application\/(?:vnd\.)?ms-tnef$/.test(part.mediaType) || /^winmail\d*\.dat$/i.test(name)) {
    return openTnef(part, limits, problems)
  }
  if (isUuencoded(part)) return filesOnly(part, problems)
  const isCalendar =
    /^(?:text\/calendar|application\/ics)$/.test(part.mediaType) || /\.(?:ics|ical|icalendar)$/i.test(name)
  const isCard = /^(?:text\/(?:x-)?vcard|text\/directory)$/.test(part.mediaType) || /\.(?:vcf|vcard)$/i.test(name)
  if (!isCalendar && !isCard) return null
  const bytes = decodeTransfer(part.body, part.encoding, problems)
  if (bytes.length > maxTextBytes) return null
  const text = decodeText(bytes, part.params.get('charset'), problems).replaceAll('\0', '')
  if (isCard) opened.cards.push(...readContactCards(text).slice(0, maxCards - opened.cards.length))
  // The same invitation often comes as a form of the text and as a file.
  for (const event of isCalendar ? readCalendar(text) : []) {
    const isThere = opened.events.some((each) => each.uid === event.uid && each.method === event.method)
    if (!isThere && opened.events.length < maxEvents) opened.events.push(event)
  }
  return null
}

/** Of one that is cut off, or in which nothing was found, the file itself stays too. */
function openTnef(part: Part, limits: MailLimits, problems: Problems): TnefContent | null {
  const bytes = decodeTransfer(part.body, part.encoding, problems)
  const found = readTnef(bytes, limits, problems)
  if (found === null || (found.files.length === 0 && found.text === null && found.html === null)) return null
  if (!found.isWhole) {
    found.files.push({
      name: part.fileName ?? 'winmail.dat',
      content: bytes,
      contentId: null,
      mediaType: part.mediaType,
    })
  }
  return found
}

/** A file of code, as gateways attach it that know no MIME. */
function isUuencoded({ mediaType, encoding, body }: Part): boolean {
  if (/^(?:x-)?uue(?:ncode)?$/.test(encoding)) return body.includes('begin ')
  return /^(?:application|text)\/(?:x-)?uue(?:ncoded?)?$/.test(mediaType)
}

function filesOnly(part: Part, problems: Problems): TnefContent | null {
  const isEncoding = /^(?:x-)?uue(?:ncode)?$/.test(part.encoding)
  const { rest, files } = takeFiles(
    isEncoding ? part.body : decodeTransfer(part.body, part.encoding, problems),
    problems,
  )
  if (files.length === 0) return null
  const words = decodeText(rest, part.params.get('charset'), problems).replaceAll('\0', '').trim()
  const [first, ...more] = files
  return {
    text: words === '' ? null : words,
    html: null,
    isWhole: true,
    files: [
      {
        name: part.fileName ?? first!.name,
        content: first!.content,
        contentId: part.contentId,
        mediaType: part.mediaType,
      },
      ...more.map((file) => ({ ...file, contentId: null, mediaType: null })),
    ],
  }
}
