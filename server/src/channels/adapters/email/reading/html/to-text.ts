import { isIndent, markQuotes } from './containers.ts'
import { TextWriter, type TextLine } from './text-writer.ts'
import { attribute, parseHtml, type HtmlElement, type HtmlNode } from './tree.ts'

const dropped = new Set(
  'head title style script noscript template iframe object embed svg math canvas audio video select datalist noembed noframes'.split(
    ' ',
  ),
)
const blocks = new Set(
  'address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody tfoot thead tr ul xmp plaintext listing'.split(
    ' ',
  ),
)
/** Set apart by an empty line, as a browser shows them. */
const spaced = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre figure'.split(' '))

/**
 * Readable text of a mail that has only HTML. Quoted parts carry "> " so that folding sees them; text that the
 * sender made invisible is left out, since people read this text without seeing that it was hidden.
 */
export function htmlToText(html: string): string {
  const root = parseHtml(html)
  markQuotes(root)
  const text = nodeToText(root)
  return text === '' ? nodeToText(root, { showHidden: true }) : text
}

export interface TextOptions {
  showHidden?: boolean
  /** Leave out what is marked as quoted. */
  skipQuoted?: boolean
}

/** Renders a tree as it is marked. */
function nodeToText(node: HtmlNode, options: TextOptions = {}): string {
  return nodeToLines(node, options)
    .map(({ text }) => text)
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .replace(/^\n+|\n+$/g, '')
}

export function nodeToLines(node: HtmlNode, options: TextOptions = {}): TextLine[] {
  const writer = new TextWriter()
  render(node, writer, options, { depth: 0, pre: false, list: null })
  return writer.finish()
}

interface Mode {
  /** Quotes around this place. */
  depth: number
  pre: boolean
  list: { ordered: boolean; next: number } | null
}

function render(node: HtmlNode, writer: TextWriter, options: TextOptions, mode: Mode): void {
  if (node.quoted && options.skipQuoted) return
  // A quoted node that is no blockquote (an attribution, a client's own container) gets its mark here.
  const isOuterQuote = node.quoted && !(node.kind === 'element' && node.tag === 'blockquote') && mode.depth === 0
  const depth = isOuterQuote ? 1 : mode.depth
  if (node.kind === 'text') {
    writer.leaf(node)
    writer.text(node.text, mode.pre, depth)
    return
  }
  const { tag } = node
  if (dropped.has(tag) || (!options.showHidden && isHidden(node))) return
  if (tag === 'br') return writer.lineBreak(depth)
  if (tag === 'hr') return writer.rule(node, depth)
  if (tag === 'img') {
    writer.leaf(node)
    const alt = attribute(node, 'alt').trim()
    if (alt !== '') writer.text(`[${alt}]`, false, depth)
    return
  }
  const isBlock = blocks.has(tag)
  if (isBlock) writer.blockEdge(spaced.has(tag), depth)
  const inner: Mode = {
    depth: tag === 'blockquote' && !isIndent(node) ? depth + 1 : depth,
    pre: mode.pre || tag === 'pre' || tag === 'textarea' || tag === 'xmp' || tag === 'plaintext' || tag === 'listing',
    list: tag === 'ul' || tag === 'ol' ? { ordered: tag === 'ol', next: 1 } : mode.list,
  }
  if (tag === 'li') {
    const position = mode.list ? mode.list.next++ : 1
    writer.bullet(mode.list?.ordered ? `${position}. ` : '- ', position === 1, depth)
  }
  if (tag === 'td' || tag === 'th') writer.cell()
  const linkStart = writer.length
  for (const child of node.children) render(child, writer, options, inner)
  if (tag === 'a') addTarget(node, writer, linkStart, depth)
  if (isBlock) writer.blockEdge(spaced.has(tag), depth)
}

/** A link's text rarely says where it leads; one that already shows it is not repeated. */
function addTarget(node: HtmlElement, writer: TextWriter, from: number, depth: number): void {
  const href = attribute(node, 'href').trim()
  if (!/^https?:\/\//i.test(href) || href.length > 500) return
  const shown = writer.since(from).trim()
  if (shown === '' || bare(shown) === bare(href)) return
  writer.text(` <${href}>`, true, depth)
}

/** A URL without what people leave out when they write it. */
function bare(url: string): string {
  return url
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/\/$/, '')
    .toLowerCase()
}

const hiddenStyle =
  /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|opacity\s*:\s*0\s*(?:;|!|$)|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)/i

export function isHidden(element: HtmlElement): boolean {
  if (element.attributes.has('hidden')) return true
  const style = element.attributes.get('style')
  return style !== undefined && hiddenStyle.test(style.slice(0, 2000))
}
