import type { BounceFacts } from './bounce-report.ts'
import type { Part } from '../mime/tree.ts'
import { partsOfType } from './parts.ts'
import { hasCopy, labelled } from './plain-text.ts'
import { reasonOf } from './reason.ts'
import {
  daemonLocals,
  daemonNames,
  failureWords,
  officeLocals,
  officeNames,
  openingsWithRecipient,
  personalWords,
  reportOpenings,
  reportSubjects,
} from './report-words.ts'

/** Who signs it: a program, an office that a program or a person may write for, or anybody. */
type Signer = 'daemon' | 'office' | 'anybody'

/** A subject and a line are looked at this far: nothing of a report is longer. */
const maxLineChars = 1000
const openingLines = 400

/**
 * Whether a mail without the parts of RFC 3464 is a report, by who signs it, its subject and how its text begins. Words
 * alone never make one: people quote reports, forward them and answer them, and some are called Postmaster.
 */
export function isReportInWords(facts: BounceFacts, text: string): boolean {
  const signer = signerOf(facts)
  if (signer === 'daemon') return true
  // An office's own letter about a refused mail is a person's, and so is an answer to a report.
  if (isAnswerOrForward(facts.subject)) return signer === 'office' && introducesItself.test(text)
  const isMachine = hasMachineField(facts)
  // Nearly every mail ends here, before its text is looked at.
  if (signer === 'anybody' && !isMachine && !isUnanswered(facts)) return false
  const subject = hasReportSubject(facts.subject)
  const opens = openingLine(text)
  // "Your message to ana@post.example was not delivered" is also how a letter begins.
  const isLetter = opens >= 0 && openingLine(text, 'programs') < 0 && !subject && !isMachine
  const names = namesAddressAlone(text) || returnsMail(facts.root, text)
  const failure = says(text) || tellsOfRecipient(text)
  // Somebody's own words before it make it a letter about a report.
  const opensItself = opens >= 0 && !isLetter && !isPersonal(text, opens)
  const isBuilt = subject && names && failure && !isPersonal(text, letterLines)
  if (signer === 'office') return opensItself || isBuilt || (isMachine && names && (subject || failure))
  return (opensItself && (opens < 3 || subject)) || (isBuilt && isMachine)
}

export function signerOf({ from, fromWritten, returnPath }: BounceFacts): Signer {
  const name = (from?.name ?? fromWritten).replace(/["<>]/g, '').trim().toLowerCase()
  const local = from === null ? name : from.address.slice(0, from.address.lastIndexOf('@')).toLowerCase()
  const base = local.replace(/[+=].*$/, '')
  if (daemonLocals.includes(base) || /^microsoftexchange[0-9a-f]{8,}$/.test(base)) return 'daemon'
  if (daemonNames.some((known) => known.test(name))) return 'daemon'
  if (from === null && returnPath === '') return 'office'
  return officeLocals.includes(base) || officeNames.includes(name) ? 'office' : 'anybody'
}

/** Some programs answer under the subject of the mail that they return. */
const introducesItself = /^\s*(?:hi\. )?this is the (?:\S{1,40} )?(?:mail (?:server|system)|program) at\b/i

/** "Re:", "Fwd:", "AW:", "WG:", "TR:", "转发：", "Fwd: [x]" */
export function isAnswerOrForward(subject: string): boolean {
  return /^\s*(?:re|fwd?|aw|wg|antw|sv|vs|vb|rv|tr|i|r|odp|pd|ynt|ilt|回复|答复|转发|轉寄|返信|転送)(?:\[\d+\])?\s*[:：]/iu.test(
    subject,
  )
}

export function hasReportSubject(subject: string): boolean {
  const lower = subject.slice(0, maxLineChars).toLowerCase()
  return reportSubjects.some((pattern) => pattern.test(lower))
}

/** Fields that programs write: what came without a return path, says that it is generated, or is called a report. */
export function hasMachineField({ root, headers, returnPath }: BounceFacts): boolean {
  const autoSubmitted = (headers.first('auto-submitted') ?? 'no').trim().toLowerCase()
  return (
    returnPath === '' ||
    (returnPath !== null && daemonLocals.includes(returnPath.slice(0, returnPath.lastIndexOf('@')))) ||
    !/^no\b/.test(autoSubmitted) ||
    root.mediaType === 'multipart/report' ||
    headers.all('received').some((hop) => hop.includes('invoked for bounce')) ||
    reportFields.some(([name, value]) => value.test(headers.first(name) ?? ''))
  )
}

/** Fields of programs that give their reports no other sign. */
const reportFields: readonly (readonly [field: string, value: RegExp])[] = [
  ['x-failed-recipients', /\S/],
  ['x-mx-bounce', /\S/],
  ['x-ahmailid', /\S/],
  ['x-mlserver', /\S/],
  ['x-mailer', /^(?:m-filter|<smtp32|surfcontrol e-mail filter)/i],
]

/** From an address that nobody reads. */
function isUnanswered({ from }: BounceFacts): boolean {
  return from === null || /^(?:no|do-?not)[-_.]?reply\b|^bounces?\b/.test(from.address)
}

/** The lines that are not blank, without the rules and stars that stand around headings. Quoted lines keep their mark. */
function* startsOf(text: string): Generator<string> {
  for (const line of text.split('\n', openingLines)) {
    const start = line
      .slice(0, maxLineChars)
      .replace(/^[\s*=_#-]+/, '')
      .toLowerCase()
    if (start !== '') yield start
  }
}

/** The number of the first line that a report begins a part with, or that only programs begin so; -1 when none does. */
function openingLine(text: string, which?: 'programs'): number {
  let seen = 0
  for (const start of startsOf(text)) {
    const isProgram = reportOpenings.some((opening) => start.startsWith(opening))
    if (isProgram || (which === undefined && openingsWithRecipient.some((pattern) => pattern.test(start)))) return seen
    seen++
  }
  return -1
}

/** A letter tells in its first lines that a person writes it. */
const letterLines = 6

/** Whether a person speaks in the first so many lines. */
function isPersonal(text: string, lines: number): boolean {
  let seen = 0
  for (const start of startsOf(text)) {
    if (seen++ >= lines) return false
    if (personalWords.test(start)) return true
  }
  return false
}

/** A reason that only a recipient has: nobody of that name, no such domain, no room. */
function tellsOfRecipient(text: string): boolean {
  const said = text.slice(0, 2000)
  const { reason } = reasonOf({ said, status: null, command: null, diagnosticType: null, action: 'failed' })
  return reason === 'userunknown' || reason === 'hostunknown' || reason === 'mailboxfull'
}

function says(text: string): boolean {
  const lower = text.slice(0, 8000).toLowerCase()
  return failureWords.some((pattern) => pattern.test(lower))
}

/** The mail that came back is below, or beside it. */
function returnsMail(root: Part, text: string): boolean {
  return (
    partsOfType(root, /^(?:message\/(?:rfc822|global)|(?:text|message)\/rfc822-headers)$/).length > 0 || hasCopy(text)
  )
}

/** An address on a line of its own, in brackets at its start, or before a colon: as programs list recipients. */
function namesAddressAlone(text: string): boolean {
  return text.split('\n', openingLines).some((each) => {
    const line = each.slice(0, maxLineChars)
    return labelled.test(line) || listed.test(line)
  })
}

const listed =
  /^\s*[*•-]*\s*(?:["']?[^\s<>"':,;]{1,200}@[a-z0-9.-]{1,200}["']?\s*(?::.{0,500}|\(.{0,500}\))?$|<[^\s<>"':,;]{1,200}@[a-z0-9.-]{1,200}>)/i
