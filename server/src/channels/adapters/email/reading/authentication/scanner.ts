/**
 * Reads one header field from left to right: blanks, comments and quoted strings of RFC 5322. Works on the unfolded
 * value, one character per byte. Every method moves forward or returns null, so a field is read in linear time.
 */
export interface Scanner {
  readonly atEnd: boolean
  /**
   * CFWS: any blanks and comments, also none. False when a comment is broken. A comment with an odd number of bare
   * quotation marks counts as broken: a server that copies a sender's `"a) ; dmarc=pass ("@evil.example` into a
   * comment without escaping leaves exactly that trace.
   */
  skipBlanks(): boolean
  /** Whether any blank or comment was skipped by the last call of `skipBlanks`. */
  readonly hadBlanks: boolean
  take(character: string): boolean
  /** The longest run that the sticky expression matches here; null when there is none. */
  takeRun(run: RegExp): string | null
  /** A quoted string without its marks and escapes; null when there is none here, or it does not end. */
  takeQuoted(): string | null
}

export function scan(text: string): Scanner {
  let at = 0
  let hadBlanks = false

  /** Just behind the comment that begins at `at`; -1 when it is broken. */
  function endOfComment(): number {
    let depth = 0
    let quotes = 0
    for (let i = at; i < text.length; i++) {
      const character = text[i]
      if (isControl(text.charCodeAt(i))) return -1
      if (character === '\\') {
        i++
        if (isControl(text.charCodeAt(i))) return -1
      } else if (character === '"') quotes++
      else if (character === '(') depth++
      else if (character === ')' && --depth === 0) return quotes % 2 === 0 ? i + 1 : -1
    }
    return -1
  }

  return {
    get atEnd() {
      return at === text.length
    },
    get hadBlanks() {
      return hadBlanks
    },
    skipBlanks() {
      const start = at
      for (;;) {
        if (text[at] === ' ' || text[at] === '\t') at++
        else if (text[at] === '(') {
          const end = endOfComment()
          if (end === -1) return false
          at = end
        } else {
          hadBlanks = at > start
          return true
        }
      }
    },
    take(character) {
      if (text[at] !== character) return false
      at++
      return true
    },
    takeRun(run) {
      run.lastIndex = at
      const found = run.exec(text)?.[0]
      if (!found) return null
      at += found.length
      return found
    },
    takeQuoted() {
      if (text[at] !== '"') return null
      let value = ''
      for (let i = at + 1; i < text.length; i++) {
        if (text[i] === '"') {
          at = i + 1
          return value
        }
        if (text[i] === '\\') i++
        if (i >= text.length || isControl(text.charCodeAt(i))) return null
        value += text[i]
      }
      return null
    },
  }
}

function isControl(code: number): boolean {
  return (code < 32 && code !== 9) || code === 127
}
