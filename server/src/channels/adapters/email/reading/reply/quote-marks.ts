/** What mail programs put in front of quoted lines: ">" in its spellings, and what is only believed below an attribution. */

export const quoteMark = /^[ \t]{0,3}(?:[>＞]|&gt;)/
export const quoteMarkAndBlank = /^[ \t]{0,3}(?:[>＞]|&gt;)[ \t]?/

/** "| ", ": ", "} ", "AM> " and, of programs that indent, four blanks or a tab. */
const otherMarks = [/^[ \t]{0,3}[|¦│]/, /^[ \t]{0,3}:(?:\s|$)/, /^[ \t]{0,3}[}#%]\s/, /^[ \t]{0,6}\p{Lu}\p{L}{0,4}>/u]
const indented = /^(?: {4}|\t)/

/**
 * One past the last line that bears the same unusual mark as line `from`; `from` itself when it bears none. Empty lines
 * between marked ones belong to them. `strictly`: indentation is not believed.
 */
export function endOfOtherMarks(lines: readonly string[], from: number, strictly = false): number {
  const first = lines[from]
  if (first === undefined) return from
  const mark = otherMarks.find((each) => each.test(first)) ?? (!strictly && indented.test(first) ? indented : undefined)
  if (mark === undefined) return from
  let to = from
  for (let i = from; i < lines.length; i++) {
    if (mark.test(lines[i]!) || quoteMark.test(lines[i]!)) to = i + 1
    else if (lines[i]!.trim() !== '') break
  }
  return to
}
