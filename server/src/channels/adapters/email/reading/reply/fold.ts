/**
 * Folding: which part of a mail the sender wrote, which was quoted from earlier mails, which is signature. Owns the
 * decision for plain text; `html/quotes.ts` asks it about the lines of HTML. Deletes nothing: reply, signature and
 * quoted text together hold every word. Refuses to fold what a customer passes on, which is news to us.
 */
import { attributionInside, isBareAttribution, matchAttribution } from './attribution.ts'
import { markArmour } from './armour.ts'
import { labelOf, matchHeaderBlock } from './header-block.ts'
import { endOfOtherMarks, quoteMark, quoteMarkAndBlank } from './quote-marks.ts'
import { isForwardSeparator, isOriginalHeading, isOriginalSeparator, isRule, isRuleWithWords } from './separators.ts'
import { correctByKnown } from './fold-knowing.ts'
import { agreeWith } from './agree.ts'
import type { KnownText } from './known-text.ts'
import type { LineKind } from './line-kind.ts'
import { isMobileSignature } from './sign-offs.ts'
import { findSignature, type SignatureOptions } from './signature.ts'

export interface FoldOptions extends SignatureOptions {
  /** Tells a forwarded mail from a reply where both look alike. */
  subject?: string
  /** False for a mail that says that it answers nothing: a list of From, To and Date in it may be the sender's own. */
  isAnswer?: boolean
  /** The text is of a program that marks quotes in the first column and protects other lines by a blank (RFC 3676). */
  isFlowed?: boolean
  /** What stands on the thread already. */
  known?: KnownText
  /** How the same words were folded before, in the other form of the mail: this form agrees with it. */
  folded?: { replyText: string; quotedText: string }
}

export interface FoldedReply {
  replyText: string
  quotedText: string
  signature: string
}

export function foldReply(text: string, options: FoldOptions = {}): FoldedReply {
  const first = foldFirst(text, options)
  return options.known ? first.foldKnowing(options.known) : first.folded
}

/** A text as it is folded by its marks alone, and once more by what stands on the thread. */
export interface FirstFold {
  folded: FoldedReply
  foldKnowing: (known: KnownText) => FoldedReply
}

export function foldFirst(text: string, options: FoldOptions): FirstFold {
  const written = splitSharedLines(text.replace(/\r\n?/g, '\n').split('\n'))
  const lines = written.map((line) => legible(line, options))
  const quotes = findQuotes(lines, options)
  const byMarks = quotedKinds(lines, quotes, options)
  const finish = (kinds: LineKind[], end: number): FoldedReply => {
    finishKinds(lines, kinds, end, options)
    const pick = (kind: LineKind) => trimBlankLines(written.filter((_, i) => kinds[i] === kind))
    return { replyText: pick('own'), quotedText: pick('quoted'), signature: pick('signature') }
  }
  const folded = finish([...byMarks], quotes.end)
  return {
    folded,
    foldKnowing(known) {
      const { end, runs } = quotesKnowing(quotes, lines, options)
      const kinds = runs === quotes.runs ? [...byMarks] : quotedKinds(lines, { end, runs }, options)
      correctByKnown(lines, kinds, known)
      // Most programs mark what they quote: then nothing is corrected.
      const isAsBefore = end === quotes.end && kinds.every((kind, i) => kind === byMarks[i])
      return isAsBefore ? folded : finish(kinds, end)
    },
  }
}

/** A run of quoted lines, with the attribution above it if it has one. */
interface QuoteRun {
  from: number
  to: number
  attributed: boolean
}

const forwardSubject = /^\s*(?:fwd?|wg|tr|rv|enc|i|doorst|vs|vb|pd|továbbítás|πρθ|ilt|转发|轉寄)\s*[:：]/i
export const replySubject = /^\s*(?:re|aw|sv|antw|odp|ynt|vá|rif|r|ang|res|回复|回覆|答复|atb)\s*(?:\[\d+\])?\s*[:：]/i

function legible(line: string, { isFlowed }: FoldOptions): string {
  const plain = line.replace(directionMarks, '')
  return isFlowed && /^[ \t]+>/.test(plain) ? `\u00a0${plain.trimStart()}` : plain
}

/** Programs write direction marks around names and dates; they are no part of any word. */
const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** The kind of each line. Empty lines go with what stands above them. Where there are words, some of them are own. */
export function foldLines(written: readonly string[], options: FoldOptions = {}): LineKind[] {
  const lines = written.map((line) => legible(line, options))
  const marked = findQuotes(lines, options)
  const quotes = options.known ? quotesKnowing(marked, lines, options) : marked
  const kinds = quotedKinds(lines, quotes, options)
  if (options.known) correctByKnown(lines, kinds, options.known)
  finishKinds(lines, kinds, quotes.end, options)
  return kinds
}

interface Quotes {
  runs: readonly QuoteRun[]
  /** From here on it is a forwarded mail. */
  end: number
}

/** What answers nothing, and has nothing on the thread to compare with, quotes nothing. */
function quotesKnowing(marked: Quotes, lines: readonly string[], { isAnswer }: FoldOptions): Quotes {
  return isAnswer === false ? { runs: [], end: lines.length } : marked
}

function quotedKinds(lines: readonly string[], { runs, end }: Quotes, options: FoldOptions): LineKind[] {
  const kinds: LineKind[] = Array.from({ length: lines.length }, () => 'own')
  for (const run of runsToFold(lines, runs, end)) {
    kinds.fill('quoted', run.from, run.to)
    // The empty lines below a quote belong to it, so that no gap is left where it was.
    for (let i = run.to; i < end && lines[i]!.trim() === ''; i++) kinds[i] = 'quoted'
  }
  if (options.folded) agreeWith(lines, kinds, options.folded)
  return kinds
}

function finishKinds(lines: readonly string[], kinds: LineKind[], end: number, options: FoldOptions): void {
  markSignatures(lines, kinds, end, options)
  markArmour(lines, kinds)
  neverNothing(lines, kinds)
}

/** Somebody who wrote no word of their own sent what is there: first what they sign with, else what they quote. */
function neverNothing(lines: readonly string[], kinds: LineKind[]): void {
  const has = (kind: LineKind) => kinds.some((each, i) => each === kind && lines[i]!.trim() !== '')
  if (has('own')) return
  const shown: LineKind = has('signature') ? 'signature' : 'quoted'
  kinds.forEach((kind, i) => {
    if (kind === shown) kinds[i] = 'own'
  })
}

/** Quoted runs up to `end`; from there on it is a forwarded mail, which stays as it is. */
function findQuotes(lines: readonly string[], options: FoldOptions): Quotes {
  const runs: QuoteRun[] = []
  const total = lines.length
  let hasOwn = false
  let i = 0
  while (i < total) {
    const line = lines[i]!
    if (line.trim() === '') {
      i++
      continue
    }
    if (quoteMark.test(line)) {
      const above = lastTextAbove(lines, i)
      const bare = above >= 0 && isBareAttribution(lines[above]!)
      const to = endOfMarked(lines, i)
      runs.push({ from: bare ? above : i, to, attributed: bare || quotesAttribution(lines, i) })
      i = to
      continue
    }
    if (isForwardSeparator(line)) return { runs, end: i }
    if (isOriginalSeparator(line) || (isOriginalHeading(line) && isHeaderBelow(lines, i))) {
      runs.push({ from: withRulesAbove(lines, i), to: total, attributed: true })
      break
    }
    const found = matchHeaderBlock(lines, i)
    const block = found?.isSent || options.isAnswer !== false ? found : null
    if (block && isPassedOn(hasOwn, options)) return { runs, end: i }
    const attribution = block ? { to: block.to, certain: true } : matchAttribution(lines, i)
    if (attribution) {
      const below = firstTextFrom(lines, attribution.to + 1)
      const from = withRulesAbove(lines, i)
      const to =
        below === total
          ? below
          : quoteMark.test(lines[below]!)
            ? endOfMarked(lines, below)
            : endOfOtherMarks(lines, below)
      if (below < total && to > below) {
        runs.push({ from, to, attributed: true })
        i = to
        continue
      }
      if (below === total || attribution.certain) {
        runs.push({ from, to: total, attributed: true })
        break
      }
    }
    const otherMarks = isBareAttribution(line) ? endOfOtherMarks(lines, firstTextFrom(lines, i + 1), true) : 0
    if (otherMarks > 0 && otherMarks > i + 1) {
      runs.push({ from: i, to: otherMarks, attributed: true })
      i = otherMarks
      continue
    }
    if (hasOwn && isMobileSignature(line)) {
      const below = firstTextFrom(lines, i + 1)
      // The client's line ends what was written on the device; unmarked text below it is the mail it answers.
      if (below < total && below > i + 1 && lines[i - 1]!.trim() === '' && isUnmarkedText(lines, below)) {
        runs.push({ from: below, to: total, attributed: true })
        break
      }
    }
    if (!isRule(line)) hasOwn = true
    i++
  }
  return { runs, end: total }
}

function isHeaderBelow(lines: readonly string[], at: number): boolean {
  const below = firstTextFrom(lines, at + 1)
  return below < lines.length && matchHeaderBlock(lines, below) !== null
}

/** A copied header with nothing above it is a forwarded mail or a contact form, unless the subject says reply. */
function isPassedOn(hasOwn: boolean, { subject }: FoldOptions): boolean {
  if (subject !== undefined && forwardSubject.test(subject)) return true
  return !hasOwn && !(subject !== undefined && replySubject.test(subject))
}

function isUnmarkedText(lines: readonly string[], at: number): boolean {
  const line = lines[at]!
  if (quoteMark.test(line) || isRule(line) || isMobileSignature(line)) return false
  if (isOriginalSeparator(line) || isForwardSeparator(line) || labelOf(line) !== null) return false
  return matchAttribution(lines, at) === null
}

/**
 * One past the last line of a marked quote: marked lines, the empty ones between them, and the ends of marked
 * lines that were broken on their way.
 */
function endOfMarked(lines: readonly string[], from: number): number {
  let to = from + 1
  for (let i = from + 1; i < lines.length; i++) {
    const line = lines[i]!
    if (quoteMark.test(line)) to = i + 1
    else if (line.trim() !== '' && !isBrokenQuote(lines, i)) break
  }
  return to
}

/** A single line between two marked ones that is the rest of the upper: a link cut open, or a wrapped sentence. */
function isBrokenQuote(lines: readonly string[], i: number): boolean {
  const above = lines[i - 1]!
  const line = lines[i]!
  if (!quoteMark.test(above) || !quoteMark.test(lines[i + 1] ?? '')) return false
  if (/[\s)>]>\s*$/.test(line) || line.trim() === '>') return true
  const cut = Math.max(above.lastIndexOf('('), above.lastIndexOf('<'))
  if (cut >= 0 && /https?:/i.test(above.slice(cut)) && !/[)>]/.test(above.slice(cut))) return true
  return above.length >= 65 && !/[.!?:>]\s*$/.test(above) && /^\p{Ll}/u.test(line)
}

/** "> On Monday, Ana wrote:" as the first quoted line, as some clients and HTML have it. */
function quotesAttribution(lines: readonly string[], from: number): boolean {
  const bare = lines.slice(from, from + 6).map((line) => line.replace(quoteMarkAndBlank, ''))
  const first = bare.findIndex((line) => line.trim() !== '')
  return (
    first >= 0 &&
    (matchAttribution(bare, first) !== null ||
      matchHeaderBlock(bare, first) !== null ||
      isOriginalSeparator(bare[first]!))
  )
}

/**
 * Quotes at the end are folded. One with an attribution and the answer below it is folded too. But where somebody
 * answers between the quotes, or sets single lines into their own text, the quotes are part of what they say.
 */
function runsToFold(lines: readonly string[], runs: readonly QuoteRun[], end: number): QuoteRun[] {
  if (runs.length === 0) return []
  const hasOwnText = (from: number, to: number) => {
    for (let i = from; i < to; i++) if (lines[i]!.trim() !== '' && !isRule(lines[i]!)) return true
    return false
  }
  const tail = runs.at(-1)!.to
  const signatureAt = tail + findSignature(lines.slice(tail, end), { belowQuote: true })
  let ownBelow = false
  let attributedBelow = false
  const hasOwnBelow: boolean[] = []
  const hasAttributedBelow: boolean[] = []
  for (let k = runs.length - 1; k >= 0; k--) {
    hasAttributedBelow[k] = attributedBelow
    attributedBelow ||= runs[k]!.attributed
    ownBelow ||= hasOwnText(runs[k]!.to, runs[k + 1]?.from ?? Math.min(end, signatureAt))
    hasOwnBelow[k] = ownBelow
  }
  const hasOwn = ownBelow || end < lines.length || hasOwnText(0, runs[0]!.from)
  if (!hasOwn && !attributedBelow) return []
  const answered = hasOwnBelow.filter(Boolean).length
  return runs.filter((run, k) => {
    if (hasOwnBelow[k]) return run.attributed && answered === 1
    return run.attributed || !hasAttributedBelow[k]
  })
}

function markSignatures(lines: readonly string[], kinds: LineKind[], end: number, options: FoldOptions): void {
  let belowQuote = false
  for (let from = 0; from < end;) {
    if (kinds[from] !== 'own') {
      belowQuote = true
      from++
      continue
    }
    let to = from
    while (to < end && kinds[to] === 'own') to++
    // A quote kept in place is no place to look for a signature.
    const region = lines.slice(from, to)
    const at = findSignature(region, { ...options, belowQuote })
    if (at < region.length && !region.slice(at).some((line) => quoteMark.test(line)))
      kinds.fill('signature', from + at, to)
    from = to
  }
}

/** "Thanks! On Monday, Ana wrote:" with a quote below it becomes two lines. */
function splitSharedLines(lines: string[]): string[] {
  for (let i = 0; i + 1 < lines.length; i++) {
    if (!quoteMark.test(lines[i + 1]!) || quoteMark.test(lines[i]!)) continue
    const at = attributionInside(lines[i]!)
    if (at <= 0) continue
    return [...lines.slice(0, i), lines[i]!.slice(0, at).trimEnd(), lines[i]!.slice(at), ...lines.slice(i + 1)]
  }
  return lines
}

/** A rule directly above a quote is its upper edge. */
function withRulesAbove(lines: readonly string[], at: number): number {
  let from = at
  for (let i = at - 1; i >= 0 && i >= at - 4; i--) {
    if (isRule(lines[i]!) || isRuleWithWords(lines[i]!)) from = i
    else if (lines[i]!.trim() !== '') break
  }
  return from
}

function firstTextFrom(lines: readonly string[], from: number): number {
  let i = from
  while (i < lines.length && lines[i]!.trim() === '') i++
  return i
}

function lastTextAbove(lines: readonly string[], before: number): number {
  let i = before - 1
  while (i >= 0 && lines[i]!.trim() === '') i--
  return i
}

function trimBlankLines(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
}
