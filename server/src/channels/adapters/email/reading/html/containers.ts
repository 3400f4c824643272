import { isForwardSeparator } from '../reply/separators.ts'
import { attribute, textOf, type HtmlElement } from './tree.ts'

/** Elements in which mail clients put the mail that is answered, attribution and all, whatever the language. */
const containerClass =
  /(?:^|\s)(?:x_)?(?:gmail_quote(?:_container)?|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|sh-quoted-content|mailru-blockquote)(?:\s|$)/
const containerName = /^quote$/

/**
 * Marks what the markup itself says is quoted. In plain text this becomes "> "; what only the words say ("On Monday,
 * Ana wrote:") is found there.
 */
export function markQuotes(root: HtmlElement): void {
  for (const child of root.children) {
    if (child.kind === 'text') continue
    if (child.tag !== 'blockquote' && isContainer(child)) child.quoted = true
    else markQuotes(child)
  }
}

function isContainer(element: HtmlElement): boolean {
  const byClass = containerClass.test(attribute(element, 'class')) || containerName.test(attribute(element, 'name'))
  if (!byClass) return false
  // Gmail uses one class for what is answered and for what is passed on; the latter is news.
  const firstLine = textOf(element, 400).trimStart().split('\n', 1)[0]!.slice(0, 120)
  return !isForwardSeparator(firstLine.trim()) && !/^-{5,}\s*\S.{2,50}\S\s*-{5,}/.test(firstLine)
}

/** A block that Gmail uses to indent a paragraph, not to quote. */
export function isIndent(element: HtmlElement): boolean {
  if (!/(?:^|\s)gmail_quote(?:\s|$)/.test(attribute(element, 'class'))) return false
  for (let above = element.parent; above !== null; above = above.parent) {
    if (/gmail_(?:quote|extra)/.test(attribute(above, 'class'))) return false
  }
  const siblings = element.parent?.children ?? []
  const before = siblings
    .slice(Math.max(0, siblings.indexOf(element) - 4), siblings.indexOf(element))
    .map((node) => textOf(node, 600))
    .join('')
  return !/[:：]\s*$/.test(before)
}
