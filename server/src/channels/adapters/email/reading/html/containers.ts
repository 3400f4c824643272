import { isForwardSeparator } from '../reply/separators.ts'
import { attribute, textOf, type HtmlElement, type HtmlNode } from './tree.ts'

/** Elements in which mail clients put the mail that is answered, attribution and all, whatever the language. */
const containerClass =
  /(?:^|\s)(?:x_)?(?:gmail_quote(?:_container)?|(?:ydp\w*)?yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|sh-quoted-content|mailru-blockquote)(?:\s|$)/
const containerName = /^(?:quote|messageReplySection)$/
/** The line above a quote, in programs that only ever answer with it. */
const attributionClass = /(?:^|\s)(?:x_)?(?:moz-cite-prefix|gmail_attr)(?:\s|$)/
const attributionId = /^(?:x_)?reply-intro$/
/** An attribution, and a mail program's header above a quote, are no longer than this. */
const maxAttributionChars = 600

/**
 * Marks what the markup itself says is quoted. In plain text this becomes "> "; what only the words say ("On Monday,
 * Ana wrote:") is found there.
 */
export function markQuotes(root: HtmlElement): void {
  for (const [at, child] of root.children.entries()) {
    if (child.kind === 'text') continue
    if (child.tag !== 'blockquote' && isContainer(child)) {
      const quoteAt = quoteWithin(child)
      if (quoteAt === null) child.quoted = true
      else {
        // Everything but the attribution and the blocks is what was written between and below them.
        for (const above of child.children.slice(0, quoteAt)) above.quoted = textOf(above, 10).trim() !== ''
        for (const each of child.children.slice(quoteAt)) if (each.kind === 'element') markQuotes(each)
      }
    } else if (isAttribution(child) && isBlockquote(nextElement(root, at))) child.quoted = true
    else markQuotes(child)
  }
}

/** Where in a container its first quote stands, if only an attribution is above it. */
function quoteWithin(container: HtmlElement): number | null {
  const at = container.children.findIndex((child) => isBlockquote(child))
  if (at < 0) return null
  let chars = 0
  for (const above of container.children.slice(0, at)) chars += textOf(above, maxAttributionChars).length
  return chars < maxAttributionChars ? at : null
}

function isAttribution(element: HtmlElement): boolean {
  return attributionClass.test(attribute(element, 'class')) || attributionId.test(attribute(element, 'id'))
}

function isBlockquote(node: HtmlNode | undefined): boolean {
  return node?.kind === 'element' && node.tag === 'blockquote'
}

function nextElement(parent: HtmlElement, at: number): HtmlNode | undefined {
  for (let i = at + 1; i < parent.children.length && i <= at + 4; i++) {
    const node = parent.children[i]!
    if (node.kind === 'element' && node.tag !== 'br') return node
    if (node.kind === 'text' && node.text.trim() !== '') return undefined
  }
  return undefined
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
