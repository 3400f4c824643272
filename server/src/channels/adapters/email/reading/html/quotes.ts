import { foldLines, type FoldOptions } from '../reply/fold.ts'
import { markQuotes } from './containers.ts'
import { nodeToLines } from './to-text.ts'
import type { HtmlElement, HtmlNode } from './tree.ts'

/**
 * Decides with the rules of plain text which nodes are quoted, and marks them and nothing else. Returns whether
 * there are any.
 */
export function foldTree(root: HtmlElement, options: FoldOptions): boolean {
  markQuotes(root)
  const lines = nodeToLines(root)
  const kinds = foldLines(
    lines.map((line) => line.text),
    options,
  )
  const quoted = new Set<HtmlNode>()
  const own = new Set<HtmlNode>()
  lines.forEach((line, i) => {
    for (const leaf of line.leaves) (kinds[i] === 'quoted' ? quoted : own).add(leaf)
  })
  // A text that runs over a line where the quote begins stays whole, and readable.
  for (const leaf of own) quoted.delete(leaf)
  settle(root, quoted)
  root.quoted = false
  return quoted.size > 0
}

type State = 'own' | 'quoted' | 'neutral'

/** An element is quoted when it holds something quoted and nothing else but white space. */
function settle(node: HtmlNode, quoted: ReadonlySet<HtmlNode>): State {
  if (node.kind === 'text' || node.children.length === 0) {
    node.quoted = quoted.has(node)
    if (node.quoted) return 'quoted'
    const isBlank = node.kind === 'text' ? node.text.trim() === '' : node.tag !== 'img' && node.tag !== 'hr'
    return isBlank ? 'neutral' : 'own'
  }
  let hasOwn = false
  let hasQuoted = false
  for (const child of node.children) {
    const state = settle(child, quoted)
    hasOwn ||= state === 'own'
    hasQuoted ||= state === 'quoted'
  }
  node.quoted = hasQuoted && !hasOwn
  if (node.quoted) return 'quoted'
  const isUnseen = node.tag === 'style' || node.tag === 'script' || node.tag === 'title' || node.tag === 'head'
  return hasOwn && !isUnseen ? 'own' : hasQuoted ? 'own' : 'neutral'
}
