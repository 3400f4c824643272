import { isClosing, isFooter, isMobileSignature, isSignedClosing } from './sign-offs.ts'
import { isRule } from './separators.ts'

export interface SignatureOptions {
  /** Who wrote it: display name and address, so that a name at the end is known for one. */
  senderName?: string
  senderAddress?: string
  /** The lines stand below a quote: all of them may be signature, if a mark or the client's line says so. */
  belowQuote?: boolean
}

/** A signature's lines are short, and there are not many of them. */
const maxLineChars = 60
const maxLines = 14

/** A person's name as a line: one to three words that begin large, or one small word; no sentence, no list. */
const nameLike =
  /^[*_]?(?:(?:i\. ?[aAvV]\.|ppa\.?|p\.p\.) ?)?(?:\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+(?:\p{Lu}[\p{L}\p{M}.'’-]*|(?:van|von|de|der|den|da|di|la|le|bin|al|el)\b)){0,2}|[\p{Ll}\p{Lo}][\p{L}\p{M}.'’-]{0,20}|\p{Lo}[\p{Lo}\p{Lm}・ \u3000]{1,20})[*_.,]?$/u
const contact =
  /[^\s@]@[^\s@]+\.\w|https?:\/\/|www\.|\+?\(?\d[\d ().-]{6,}\d|\b(?:tel|phone|mobile|cell|fax|skype|ceo|cto|manager|director|engineer|gmbh|ltd|inc|llc|ag|bv|s\.?r\.?l)\b/i

/** What a customer wants us to act on is no signature, even below their name. */
const particulars =
  /\b(?:orders?|invoice|booking|reservation|ref(?:erence)?|ticket|case|customer|account|tracking|serial|bestell\p{L}*|rechnung\p{L}*|kunden\p{L}*|auftrag\p{L}*|commande|facture|pedido|factura|ordine|fattura|encomenda|bestelling|factuur)\b.*\d/iu

/**
 * Where the signature of a person's own words begins: index into `lines`, or `lines.length` for none. What it takes
 * is folded, not lost; still, a list, a table or an address to deliver to must not look like one.
 */
export function findSignature(lines: readonly string[], options: SignatureOptions = {}): number {
  let end = lastText(lines) + 1
  let start = end
  // A client's own line comes last, below what the person signed with.
  while (start > 0 && isMobileSignature(lines[start - 1]!)) start = skipBlanks(lines, start - 1)
  start = aboveLegalWords(lines, start)
  const ofClient = start < end ? firstTextFrom(lines, start) : lines.length
  end = start
  const delimited = byDelimiter(lines, end, options)
  const own =
    (delimited === null ? null : (byClosing(lines, delimited, options) ?? delimited)) ??
    byClosing(lines, end, options) ??
    bySender(lines, end, options) ??
    byBusinessCard(lines, end) ??
    byDash(lines, end, options)
  const found = own ?? ofClient
  // A mail that is nothing but a signature says just that. Below a quote there may be nothing else.
  const isWhole = found <= firstTextFrom(lines, 0)
  return isWhole && !(options.belowQuote && (delimited !== null || own === null)) ? lines.length : found
}

/** What firms have put below every mail of theirs. */
const legalWords =
  /^[*_\s]*(?:(?:confidentiality (?:notice|note)|disclaimer|privileged (?:and|\/) confidential|vertraulichkeitshinweis|rechtlicher hinweis|avis de confidentialité|aviso (?:legal|de confidencialidad(?:e)?))\b|(?:this|the (?:information|contents?) (?:contained )?(?:in|of) this) (?:e-?mail|message|communication|transmission)\b.{0,80}(?:confidential|intended|privileged)|(?:diese|dieses) (?:e-?mail|nachricht|mail)\b.{0,80}(?:vertraulich|rechtlich geschützt)|(?:ce (?:message|courriel|mail)|cet? e-?mail)\b.{0,80}confidentiel|(?:este|esta) (?:mensaje|correo|mensagem|e-?mail)\b.{0,80}confidencia|(?:questo|questa|il presente) (?:messaggio|e-?mail)\b.{0,80}(?:riservat|confidenzial)|(?:dit|deze) (?:e-?mail|bericht)\b.{0,80}vertrouwelijk)/i
const maxLegalLines = 60

/** The index of the paragraph from which on there are only legal words, or `end`. */
function aboveLegalWords(lines: readonly string[], end: number): number {
  for (let i = Math.max(1, end - maxLegalLines); i < end; i++) {
    const isParagraph = lines[i]!.trim() !== '' && lines[i - 1]!.trim() === ''
    if (!isParagraph) continue
    const first = isRule(lines[i]!) ? lines[firstTextFrom(lines, i + 1)]! : lines[i]!
    if (first !== undefined && (legalWords.test(first.slice(0, 400)) || isFooter(first))) return skipBlanks(lines, i)
  }
  return end
}

/** Lines from the end that are searched for a rule; the exact mark is found wherever it stands. */
const maxSearched = 80

/** "-- " (RFC 3676 4.3) and the rules that people and mailing lists use for it. */
function byDelimiter(lines: readonly string[], end: number, options: SignatureOptions): number | null {
  let found: number | null = null
  for (let i = end - 1; i >= Math.max(0, end - maxSearched); i--) {
    const line = lines[i]!
    const isExact = /^-- ?$/.test(line) || line.trim() === '--'
    const isOther = !isExact && (line.trim() === '__' || isRule(line))
    if (!isExact && !isOther) continue
    const below = lines.slice(i + 1, end).filter((each) => each.trim() !== '')
    if (below.length > 0 && (below.length > maxLines || !below.every(isShort) || below.some(isSentence))) break
    if (isExact || below.length === 0 || below.some((each) => isContact(each) || isName(each, options))) found = i
  }
  // The exact mark is a promise of the mailer, whatever stands below it: firms add a page of legal words.
  const exact = lines.lastIndexOf('-- ', end - 1)
  return exact >= 0 && (found === null || exact < found) ? exact : found
}

function byClosing(lines: readonly string[], end: number, options: SignatureOptions): number | null {
  let below = 0
  for (let i = end - 1; i > 0 && below <= maxLines; i--) {
    const line = lines[i]!.trim()
    if (line === '') continue
    if (below === 0 && isSignedClosing(line)) return i
    if (isClosing(line)) return below > 0 && signsOff(lines.slice(i + 1, end), options) ? i : null
    if (!isShort(line) || (isSentence(line) && below > 2)) return null
    below++
  }
  return null
}

/** Below "Regards," stand a name and a few more lines of the same kind. */
function signsOff(lines: readonly string[], options: SignatureOptions): boolean {
  const texts = lines.map((line) => line.trim()).filter((line) => line !== '')
  // What comes to mind after signing is as much said as the rest.
  if (texts.some((text) => /^p\.? ?s\.?\s?[:.,–-]/i.test(text))) return false
  if (texts.length > 8 || texts.some((text) => /^(?:[-*•]\s|\d+[.)]\s)/.test(text) || particulars.test(text)))
    return false
  if (texts.length <= 3 && texts.some((text) => namesSender(text, options))) return true
  return nameLike.test(texts[0]!) && !texts.some(isSentence)
}

/** The sender's name begins the last paragraph, or is its last line. */
function bySender(lines: readonly string[], end: number, options: SignatureOptions): number | null {
  if (options.senderName === undefined && options.senderAddress === undefined) return null
  let start = end
  while (start > 0 && lines[start - 1]!.trim() !== '') start--
  const block = lines.slice(start, end)
  // "Please deliver to:" above it makes it what the customer wants us to read.
  const above = lines[lastText(lines.slice(0, start))]?.trim() ?? ''
  if (above === '') return null
  const prose = block.filter((line) => line.trim().split(/\s+/).length > 3 && !isContact(line))
  const isBlock =
    block.length <= 10 &&
    prose.length < 2 &&
    block.every((line) => isShort(line) && !isSentence(line) && !particulars.test(line))
  if (isBlock && !above.endsWith(':') && block.some((line) => namesSender(line, options))) {
    if (namesSender(block[0]!, options) || nameLike.test(block[0]!.trim())) return start
  }
  return block.length > 1 && isOnlySender(block.at(-1)!, options) ? end - 1 : null
}

const office =
  /\b(?:head of|manager|director|ceo|cto|cfo|coo|founder|president|engineer|consultant|assistant|sales|marketing|gmbh|ltd\.?|inc\.?|llc|plc|ag|b\.?v\.?|s\.?r\.?l\.?|s\.?a\.?s\.?|geschäftsführ\p{L}*|leiter\p{L}*|vertrieb|einkauf|directeur|directrice|responsable|direttore|gerente|kierownik)(?![\p{L}])/iu
const reachable =
  /[^\s@]@[^\s@]+\.\w|https?:\/\/|www\.|(?:\btel|\bphone|\bmobile?|\bfon|\bt|\bm|\+)[.:\s]*\(?\+?\d[\d ()./-]{6,}/i

/** The last paragraph of a mail: a name, what the person is and where, and how to reach them. */
function byBusinessCard(lines: readonly string[], end: number): number | null {
  let start = end
  while (start > 0 && lines[start - 1]!.trim() !== '') start--
  const written = lines.slice(start, end).map((line) => line.trim())
  const logo = /^\[[^\]]{1,200}\]$/.test(written[0] ?? '') ? 1 : 0
  // "Ana Meier | Sales | ana@post.example" is a card in one line.
  const card = written.slice(logo).flatMap((line) => line.split(/(?<=\s)[|•·](?=\s)/).map((part) => part.trim()))
  const above = lines[lastText(lines.slice(0, start))]?.trim() ?? ''
  if (above === '' || /[:：]$/.test(above) || card.length < 3 || card.length > maxLines) return null
  if (!/^\p{Lu}[\p{L}\p{M}.'’-]+(?:\s\p{Lu}[\p{L}\p{M}.'’-]*){1,3}$/u.test(card[0]!)) return null
  const isCard = card.every((line) => isShort(line) && !isSentence(line) && !particulars.test(line))
  return isCard && card.some((line) => office.test(line)) && card.some((line) => reachable.test(line)) ? start : null
}

/** "-roman" below a sentence. With two words it may be the last item of a list, unless it is the sender. */
function byDash(lines: readonly string[], end: number, options: SignatureOptions): number | null {
  const last = lines[end - 1]?.trim() ?? ''
  const match = /^(?:[-–—]|\/{1,2}(?=\S))\s?(\p{L}[\p{L}\p{M}'’.]{1,30}(?:\s\p{L}[\p{L}\p{M}'’.]{1,30}){0,2})$/u.exec(
    last,
  )
  if (!match) return null
  const above = lines[lastText(lines.slice(0, end - 1))]?.trim() ?? ''
  if (!/[.!?)…]$|\p{Extended_Pictographic}$/u.test(above) || /^[-–—*•]/.test(above)) return null
  return namesSender(match[1]!, options) || !match[1]!.includes(' ') ? end - 1 : null
}

/** Words of addresses that are nobody's name. */
const roles = new Set(
  'admin billing contact customer email hello help info mail mailbox office order orders post sales service shop support team test user web'.split(
    ' ',
  ),
)

function namesSender(line: string, { senderName = '', senderAddress = '' }: SignatureOptions): boolean {
  if (line.length > 60) return false
  const words = new Set(wordsOf(line))
  const local = senderAddress.slice(0, Math.max(0, senderAddress.indexOf('@')))
  return [...wordsOf(senderName), ...wordsOf(local)].some(
    (word) => word.length >= 3 && !roles.has(word) && words.has(word),
  )
}

function isOnlySender(line: string, options: SignatureOptions): boolean {
  return wordsOf(line).length <= 3 && nameLike.test(line.trim()) && namesSender(line, options)
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
}

function isName(line: string, options: SignatureOptions): boolean {
  return nameLike.test(line.trim()) || namesSender(line, options)
}

function isContact(line: string): boolean {
  return line.length <= 200 && contact.test(line)
}

function isShort(line: string): boolean {
  return line.trim().length <= maxLineChars || isContact(line)
}

/** Prose: several words that end like a sentence, or a question. */
function isSentence(line: string): boolean {
  const text = line.trim()
  return text.endsWith('?') || (/[.!:;]$/.test(text) && text.split(/\s+/).length >= 5 && !isContact(text))
}

export function lastText(lines: readonly string[]): number {
  let i = lines.length - 1
  while (i >= 0 && lines[i]!.trim() === '') i--
  return i
}

function firstTextFrom(lines: readonly string[], from: number): number {
  let i = from
  while (i < lines.length && lines[i]!.trim() === '') i++
  return i
}

/** Steps over empty lines above `before`. */
function skipBlanks(lines: readonly string[], before: number): number {
  let i = before
  while (i > 0 && lines[i - 1]!.trim() === '') i--
  return i
}
