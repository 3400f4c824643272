/**
 * The line above a quote: "On Monday, Ana wrote:". Known by its verb in many languages, or by holding both an
 * address and a date and ending in a colon, which needs no language.
 */

/** "wrote", at the end of the line or, in Germanic and Slavic word order, before the name. */
const verbs =
  'wrote|writes|sent|said|schrieb|geschrieben|geschreven|schreef|a écrit|écrit|escribió|escribio|ha scritto|scrisse|escreveu|skrev|skreiv|kirjoitti|napsal(?:\\(a\\)|a)?|napísal(?:\\(a\\)|a)?|napisał(?:\\(a\\)|a)?|pisze|írta|ezt írta|написал(?:\\(а\\)|а)?|пишет|писал(?:\\(а\\)|а)?|пише|написав|написа|yazdı|şunu yazdı|έγραψε|a scris|đã viết|menulis|a scrit|va escriure|kirjutas|rašė|rakstīja|je napisao|napisala je|napisala|je napisal|napisao|ha scrit|写道|寫道|写到|撰写|撰寫|來信|于.{0,40}写|เขียนว่า|เขียน|كتب|כתבה?|のメール|書きました|は書きました|님이 작성|작성'
const verbAtEnd = new RegExp(`(?:^|[\\s>)\\]"'\\d,.;:&])(?:${verbs})\\s*[:：]?\\s*[-–—]*\\s*$`, 'iu')
const verbInside =
  /(?<![\p{L}\p{M}])(?:schrieb|schreef|skrev|kirjoitti|escreveu|escribió|ha scritto|a écrit|napisał|napsal|написал|пишет|wrote|heeft|ezt írta|napisao|napisala?|napisana przez|писал\(а\)|כתב|كتب)(?![\p{L}\p{M}])/iu

/** Words that begin such a line before the date. Without them a date has to come first. */
const opening =
  /^(?:[-–—]{2,}\s*)?(?:in a message dated|on|am|at|le|el|em|il(?: giorno)?|in data|op|den|på|pe|dne|dňa|dnia|w dniu|w|в|vào|a|il|pada|στις|la|mnt|kl\.?|from|ในวันที่|เมื่อ|ב|בתאריך|في|pe data)(?=\s|\d)/iu
/** Mail programs that give no date: "Quoting Ana <ana@post.example>:". A quote has to follow. */
const quoting =
  /^(?:quoting|zitat von|citando(?: a)?|citazione da|citát|cytat(?: od)?|quotando|en citant|citat från|цитирую|citer)\s/iu

const address = /[^\s<>()"',;:@]+@[a-z0-9][a-z0-9.-]*\.[a-z]{2,}/i
const clock = /\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\b|\b\d{1,2}\s?(?:am|pm|uhr)\b/i
const day = new RegExp(
  [
    '\\b\\d{4}[-/.]\\s?\\d{1,2}[-/.]\\s?\\d{1,2}\\b',
    '\\b\\d{1,2}[-/.]\\s?\\d{1,2}[-/.]\\s?\\d{2,4}\\b',
    // A number and a month in letters of any script, either way round.
    '\\b\\d{1,2}(?:st|nd|rd|th|\\.|er)?[\\s/-]+(?:de\\s+)?\\p{L}{3,12}\\.?(?:,|[\\s/-]|$)',
    '\\p{L}{3,12}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,|\\s|$)',
    '\\d{1,4}\\s?[年월月]',
  ].join('|'),
  'iu',
)
const weekdayDate =
  /(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+(?:\d{1,2}\s+[a-z]{3}|[a-z]{3,9}\.?\s+\d{1,2}|\d{4}-\d{2}-\d{2})/i
const firstPerson =
  /\b(?:i|we|ich|wir|j'ai|nous|yo|eu|io|ik|wij|jag|jeg)\s+(?:\S+\s+)?(?:wrote|sent|said|schrieb(?:en)?|écrit|escribí|escrevi|scritto|schreef|skrev)\b/i

/** The verb, its object and the colon. */
const tailChars = 60
/** A line longer than this is prose; a long display name and two long addresses fit. */
const maxLineChars = 500
const maxLines = 6
/** Blank lines inside, as clients that wrap every piece on its own leave them. */
const maxBlanks = 2

export interface Attribution {
  /** Last of its lines. */
  to: number
  /** Names an address: then it is one even if nothing below is marked as quoted. */
  certain: boolean
}

/** The attribution that begins at line `from`, if one does; joins what clients wrapped. */
export function matchAttribution(lines: readonly string[], from: number): Attribution | null {
  const first = plain(lines[from]!)
  if (!couldBegin(first)) return null
  let joined = ''
  let blanks = 0
  for (let i = from; i < lines.length && i < from + maxLines; i++) {
    const line = plain(lines[i]!)
    if (line.length > maxLineChars) return null
    if (line === '') {
      // Only inside an address that was taken apart is a gap to be expected.
      if (i === from || ++blanks > maxBlanks || !(joined.endsWith('<') || nextText(lines, i) === '<')) return null
      continue
    }
    // A quote begins: whatever stands above it ended without verb or colon. (">:" is the end of a wrapped address.)
    if (line.startsWith('>') && !/^>\s*(?:(?:a |ha )?[\p{L}]{0,12})?\s*:?$/u.test(line)) return null
    joined = joined === '' ? line : `${joined} ${line}`
    if (joined.length > maxLineChars) return null
    const verdict = judge(joined)
    if (verdict !== null) return { to: i, certain: verdict }
    // A sentence that ended is no attribution that goes on.
    if (i === from && /[.!?]$/.test(line) && !clock.test(line.slice(-8)) && !/\d\.$/.test(line)) return null
  }
  return null
}

/** Bold in text made from HTML, and the digits of Arabic and Persian. */
function plain(line: string): string {
  const text = line.trim().replace(/^[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_])[*_]{1,3}$/g, '')
  if (!/[\u0660-\u0669\u06f0-\u06f9]/.test(text)) return text
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
}

function nextText(lines: readonly string[], from: number): string {
  for (let i = from + 1; i < lines.length && i <= from + 2; i++) {
    const line = lines[i]!.trim()
    if (line !== '') return line
  }
  return ''
}

/** Cheap, since every line of every mail is asked. */
function couldBegin(line: string): boolean {
  if (line.length > maxLineChars || line.length < 3) return false
  const trimmed = line.trim()
  if (trimmed.startsWith('>')) return false
  return (
    opening.test(trimmed) ||
    quoting.test(trimmed) ||
    day.test(trimmed.slice(0, 60)) ||
    clock.test(trimmed.slice(0, 30)) ||
    /\bwrote\b|@/.test(trimmed)
  )
}

/** Null for no attribution; else whether it is certain. Its end is looked at first: few lines have one. */
function judge(text: string): boolean | null {
  const tail = text.slice(-tailChars)
  const endsInColon = /[:：]\s*$/.test(tail)
  const endsInVerb = verbAtEnd.test(tail)
  if ((!endsInColon && !endsInVerb) || firstPerson.test(text)) return null
  const hasAddress = address.test(text)
  const hasDay = day.test(text)
  const hasClock = clock.test(text)
  if (!endsInVerb) {
    // "Am 05.05.26 um 10:00 schrieb Ana:"
    if (!hasAddress) return hasDay && opening.test(text) && verbInside.test(text) ? hasClock : null
    if (quoting.test(text)) return false
    // Address, date and colon: "30.09.2017, 18:30, "Ana" <ana@post.example>:"
    if (!hasDay && !hasClock) return null
    return /[>)\]]\s*[:：]\s*$/.test(tail) || verbInside.test(text) ? startsLikeOne(text) : null
  }
  if (hasAddress && (hasDay || hasClock || /[<(][^<>()]*@[^<>()]*[>)]/.test(text))) return startsLikeOne(text)
  if (/^[-–—]{2,}/.test(text) && /[-–—]{2,}$/.test(tail)) return true
  // Date and verb without an address: "On Nov 26, 2013 you wrote:".
  if (opening.test(text) && hasDay) return /[:：-]\s*$/.test(tail) ? hasClock || /\byou wrote/i.test(text) : null
  return hasDay && endsInColon && /^\d/.test(text) ? hasClock : null
}

/** The date, or the word before it, comes within the first words; prose that ends in "… wrote:" has it later. */
function startsLikeOne(text: string): boolean | null {
  const head = text.replace(/^[-–—*\s]+/, '')
  if (opening.test(head) || /^\d/.test(head) || day.test(head.slice(0, 25)) || clock.test(head.slice(0, 30)))
    return true
  return /^(?:["“]?[\p{L}\p{N}.'’ -]{1,60}["”]?\s*)?[<(]?[^\s@]{1,200}@[^\s@]/u.test(head) ? true : null
}

/**
 * Text and attribution on one line, because a client lost the line break: where the attribution begins, or -1.
 * Only asked when a quote follows.
 */
export function attributionInside(line: string): number {
  if (line.length > maxLineChars || !/wrote|sent|schrieb|:\s*$/i.test(line)) return -1
  for (const { index } of line.matchAll(
    /(?:-{2,}\s*)?\bon\s+(?=(?:mon|tue|wed|thu|fri|sat|sun)|\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/gi,
  )) {
    if (index > 0 && weekdayDate.test(line.slice(index)) && judge(line.slice(index).replace(/^-+\s*/, '')) !== null)
      return index
  }
  return -1
}

const maxNamedChars = 120
/** "Ana Meier wrote:", "* Ana <ana@post.example> schrieb:", ">>>>> Ana writes:": a name, perhaps an address, the verb. */
const named =
  /^(?:\*\s)?["“]?(?:[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.'’_-]{0,40}["”]?(?:,?\s(?:van|von|de|der|di|da|la|le|bin|al)){0,2}[,\s]{1,2}){0,5}[<([]?(?:[^\s<>@]{1,64}@[^\s<>@]{1,190})?[>)\]]?\s?(?:wrote|writes|said|schrieb|schreef|a écrit|escribió|ha scritto|escreveu|skrev|kirjoitti|napsala?|napisała?|pisze|написал[аи]?|пишет|пише|yazdı|írta|a scris)\s?[:：]$/u

/**
 * "2011/4/7 Ana <ana@post.example>", or a date, a time and a colon around words of whatever language: only with a
 * quote right below it.
 */
export function isBareAttribution(line: string): boolean {
  const text = line.trim()
  if (text.length <= maxNamedChars && named.test(text) && !firstPerson.test(text)) return true
  if (text.length > maxLineChars || text.startsWith('>')) return false
  if (/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s[^<>]{0,200}<[^\s<>]+@[^\s<>]+>$/.test(text)) return true
  return /[:：]$/.test(text) && day.test(text) && clock.test(text) && !firstPerson.test(text)
}
