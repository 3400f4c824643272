import type { HtmlNode } from './tree.ts'

export interface TextLine {
  text: string
  /** The texts, images and rules that stand on it. */
  leaves: HtmlNode[]
}

const maxLinkChars = 2000

/** Collects lines, folding white space as a browser does, and puts the quote marks in front of each line. */
export class TextWriter {
  readonly #lines: TextLine[] = []
  /** Of the line being written. Joined once: a line may be as long as the mail, with a link in every word of it. */
  #pieces: string[] = []
  #endsBlank = true
  #lineHasText = false
  #leaves: HtmlNode[] = []
  /** Quote depth of the line being written, and of the one before. */
  #depth = 0
  #lastDepth = 0
  #blankOwed = false
  #hasText = false
  #length = 0

  get length(): number {
    return this.#length
  }

  /** What is written next stands in this node. */
  leaf(node: HtmlNode): void {
    this.#leaves.push(node)
  }

  text(text: string, pre: boolean, depth: number): void {
    if (pre) {
      const [first = '', ...rest] = text.split('\n')
      const leaf = this.#leaves.at(-1)
      this.#append(first, depth)
      for (const line of rest) {
        this.lineBreak(depth)
        if (leaf !== undefined) this.#leaves.push(leaf)
        this.#append(line, depth)
      }
      return
    }
    let folded = text.replace(/[ \t\r\n\f]+/g, ' ')
    if (this.#endsBlank) folded = folded.trimStart()
    if (folded !== '') this.#append(folded, depth)
  }

  #append(text: string, depth: number): void {
    if (text === '') return
    if (this.#pieces.length === 0) this.#depth = depth
    this.#payBlank()
    this.#pieces.push(text)
    this.#endsBlank = text.endsWith(' ')
    this.#length += text.length
    this.#lineHasText ||= text.trim() !== ''
    this.#hasText ||= this.#lineHasText
  }

  #payBlank(): void {
    if (this.#blankOwed && this.#lines.length > 0) {
      this.#lines.push({ text: marks(Math.min(this.#depth, this.#lastDepth)).trimEnd(), leaves: [] })
    }
    this.#blankOwed = false
  }

  lineBreak(depth: number): void {
    if (this.#pieces.length === 0) this.#depth = depth
    this.#payBlank()
    const text = (marks(this.#depth) + this.#pieces.join('')).replaceAll('\u00a0', ' ').trimEnd()
    this.#lines.push({ text, leaves: this.#leaves })
    this.#lastDepth = this.#depth
    this.#clearLine()
    this.#leaves = []
  }

  #clearLine(): void {
    this.#pieces = []
    this.#endsBlank = true
    this.#lineHasText = false
  }

  rule(node: HtmlNode, depth: number): void {
    this.blockEdge(false, depth)
    this.leaf(node)
    this.#append('--------------------', depth)
    this.blockEdge(false, depth)
  }

  blockEdge(isSpaced: boolean, depth: number): void {
    if (this.#lineHasText) this.lineBreak(depth)
    else this.#clearLine()
    if (isSpaced && this.#hasText) this.#blankOwed = true
  }

  bullet(mark: string, isFirst: boolean, depth: number): void {
    // Items that hold paragraphs are still one list.
    if (!isFirst) this.#blankOwed = false
    this.#append(mark, depth)
  }

  cell(): void {
    if (this.#endsBlank) return
    this.#pieces.push(' ')
    this.#endsBlank = true
    this.#length++
  }

  /** What was written on this line since then, or as much of its end as is more than any link shows. */
  since(from: number): string {
    let wanted = Math.min(this.#length - from, maxLinkChars)
    const found: string[] = []
    for (let i = this.#pieces.length - 1; i >= 0 && wanted > 0; i--) {
      const piece = this.#pieces[i]!
      found.push(piece.length > wanted ? piece.slice(-wanted) : piece)
      wanted -= piece.length
    }
    return found.toReversed().join('')
  }

  finish(): TextLine[] {
    if (this.#lineHasText) this.lineBreak(this.#depth)
    // Images at the very end, without a word behind them, belong to the last line.
    this.#lines.at(-1)?.leaves.push(...this.#leaves)
    return this.#lines
  }
}

function marks(depth: number): string {
  return '> '.repeat(Math.min(depth, 20))
}
