import { isBareAttribution, matchAttribution } from './attribution.ts'
import { labelOf } from './header-block.ts'
import { wordsOf, type KnownText } from './known-text.ts'
import type { LineKind } from './line-kind.ts'
import { quoteMark, quoteMarkAndBlank } from './quote-marks.ts'
import { isOriginalSeparator, isRule, isRuleWithWords } from './separators.ts'
import { isFooter, isMobileSignature } from './sign-offs.ts'

/**
 * Corrects what was told from marks alone by what stands on the thread: what does is a quote, what does not is the
 * sender's, whatever the marks say. Changes nothing of a mail whose quotes have none of its words on the thread's side to
 * compare with.
 */
export function correctByKnown(lines: readonly string[], kinds: LineKind[], known: KnownText): void {
  const bare = lines.map(withoutMarks)
  showNews(bare, lines, kinds, known)
  foldPasted(bare, lines, kinds, known)
}

/** Lines folded as quoted that nobody has said on this thread. */
function showNews(bare: readonly string[], lines: readonly string[], kinds: LineKind[], known: KnownText): void {
  for (let from = 0; from < lines.length; from++) {
    if (kinds[from] !== 'quoted') continue
    let to = from
    while (to < lines.length && kinds[to] === 'quoted') to++
    const isKnown = known.find(bare.slice(from, to))
    const frame = frameOf(bare.slice(from, to))
    const first = isKnown.indexOf(true)
    const last = isKnown.lastIndexOf(true)
    for (let i = from; i < to; i++) {
      const at = i - from
      if (isKnown[at] || frame[at] || wordsOf(bare[i]!).length === 0) continue
      // Above and below what is known, a marked line is what our mail said around it, or older than this thread.
      const isEdge = first >= 0 && (at < first || (at > last && quoteMark.test(lines[i]!)))
      if (!isEdge) kinds[i] = 'own'
    }
    // The empty lines between lines that are shown are theirs too.
    for (let i = from; i < to; i++)
      if (kinds[i] === 'own' && lines[i + 1]?.trim() === '' && i + 1 < to) kinds[i + 1] = 'own'
    from = to
  }
}

/** Lines of a quote that mail programs write themselves, and the signature that ends what is quoted. */
function frameOf(bare: readonly string[]): boolean[] {
  const frame = bare.map(
    (line) =>
      isRule(line) ||
      isRuleWithWords(line) ||
      isOriginalSeparator(line) ||
      isBareAttribution(line) ||
      isMobileSignature(line) ||
      isFooter(line) ||
      labelOf(line) !== null ||
      /^\[[^\]]*\]$|^<?https?:\S+>?$/.test(line.trim()),
  )
  for (let i = 0; i < bare.length; i++) {
    const attribution = bare[i]!.trim() === '' ? null : matchAttribution(bare, i)
    if (attribution) frame.fill(true, i, attribution.to + 1)
    if (/^-- ?$/.test(bare[i]!)) {
      const end = bare.findIndex((line, k) => k > i && (line.trim() === '' || matchAttribution(bare, k) !== null))
      frame.fill(true, i, end < 0 ? bare.length : end)
    }
  }
  return frame
}

/** Fewer words than this may be on a thread by chance. */
const minPastedWords = 12

/** What is pasted below an answer without any mark, when all of it stands on the thread. */
function foldPasted(bare: readonly string[], lines: readonly string[], kinds: LineKind[], known: KnownText): void {
  if (!kinds.includes('own')) return
  const isKnown = known.find(bare)
  let words = 0
  let start = lines.length
  for (let i = lines.length - 1; i >= 0; i--) {
    const count = wordsOf(bare[i]!).length
    if (kinds[i] !== 'own' || count === 0) continue
    if (!isKnown[i]) break
    words += count
    start = i
  }
  const hasAbove = kinds.some((kind, i) => i < start && kind === 'own' && wordsOf(bare[i]!).length > 0)
  if (words < minPastedWords || !hasAbove) return
  for (let i = start; i < lines.length; i++) if (kinds[i] === 'own') kinds[i] = 'quoted'
}

function withoutMarks(line: string): string {
  let bare = line
  for (let i = 0; i < 20 && quoteMark.test(bare); i++) bare = bare.replace(quoteMarkAndBlank, '')
  return bare
}
