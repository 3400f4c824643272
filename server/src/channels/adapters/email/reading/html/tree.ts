import { Tokenizer, TokenizerMode, type Token, type TokenHandler } from 'parse5'

/** A light tree of a mail's HTML: enough to read, fold and clean it; not a document. */
export interface HtmlElement {
  kind: 'element'
  tag: string
  attributes: ReadonlyMap<string, string>
  children: HtmlNode[]
  parent: HtmlElement | null
  /** Part of what is quoted from an earlier mail; see `quotes.ts`. */
  quoted: boolean
}

export interface HtmlText {
  kind: 'text'
  text: string
  parent: HtmlElement
  quoted: boolean
}

export type HtmlNode = HtmlElement | HtmlText

/**
 * Elements inside one another. Deeper ones lose their tags and keep their text: everything below recurses over the
 * tree, so this bounds the stack, and a browser stops nesting at 512 by itself.
 */
const maxDepth = 200
/** Tags in one mail; a large newsletter has 20,000. What is behind the last is left out. */
const maxTags = 50_000
const maxAttributes = 64

const voidTags = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
])
/** Content that is text to the browser, never elements; the tokenizer has to be told. */
const rawTextTags = new Set(['style', 'xmp', 'iframe', 'noembed', 'noframes'])
/** An opening tag of the first kind closes an open element of the second that it can't be inside of. */
const closedBy: Record<string, ReadonlySet<string>> = {
  p: new Set(
    'address article aside blockquote center details dir div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul'.split(
      ' ',
    ),
  ),
  li: new Set(['li']),
  dt: new Set(['dt', 'dd']),
  dd: new Set(['dt', 'dd']),
  option: new Set(['option', 'optgroup']),
  tr: new Set(['tr', 'tbody', 'thead', 'tfoot']),
  td: new Set(['td', 'th', 'tr', 'tbody', 'thead', 'tfoot']),
  th: new Set(['td', 'th', 'tr', 'tbody', 'thead', 'tfoot']),
}

/**
 * Parses with the tokenizer that browsers' rules define and a simple tree builder of our own, in linear time: the
 * full tree construction has rules (reopened formatting, scope searches) that hostile input makes quadratic. The
 * tree may differ from a browser's where tags are crossed; nothing here depends on that, since what is shown is
 * written anew from this tree.
 */
export function parseHtml(html: string): HtmlElement {
  const root: HtmlElement = {
    kind: 'element',
    tag: '#root',
    attributes: noAttributes,
    children: [],
    parent: null,
    quoted: false,
  }
  const stack: HtmlElement[] = [root]
  /** How many of each tag are open, so that a stray end tag costs no search. */
  const openByTag = new Map<string, number>()
  let tags = 0
  const count = () => {
    if (++tags > maxTags) throw new TooManyTags()
  }
  const addText = (text: string) => {
    const parent = stack[stack.length - 1]!
    const last = parent.children.at(-1)
    if (last?.kind === 'text') last.text += text
    else parent.children.push({ kind: 'text', text, parent, quoted: false })
  }
  const pop = () => {
    const closed = stack.pop()!
    openByTag.set(closed.tag, openByTag.get(closed.tag)! - 1)
  }
  const handler: TokenHandler = {
    onComment: () => {},
    onDoctype: () => {},
    onEof: () => {},
    onNullCharacter: () => {},
    onCharacter: (token: Token.CharacterToken) => addText(token.chars),
    onWhitespaceCharacter: (token: Token.CharacterToken) => addText(token.chars),
    onStartTag: (token: Token.TagToken) => {
      const tag = token.tagName
      if (tag === 'script') tokenizer.state = TokenizerMode.SCRIPT_DATA
      else if (tag === 'plaintext') tokenizer.state = TokenizerMode.PLAINTEXT
      else if (rawTextTags.has(tag)) tokenizer.state = TokenizerMode.RAWTEXT
      else if (tag === 'title' || tag === 'textarea') tokenizer.state = TokenizerMode.RCDATA
      count()
      const top = stack[stack.length - 1]!
      if (closedBy[top.tag]?.has(tag)) pop()
      const parent = stack[stack.length - 1]!
      const attributes = attributesOf(token)
      const element: HtmlElement = { kind: 'element', tag, attributes, children: [], parent, quoted: false }
      const isLeaf = voidTags.has(tag)
      // Beyond the depth, only what can't hold anything is still added.
      if (stack.length > maxDepth && !isLeaf && !rawTextTags.has(tag) && tag !== 'script') return
      parent.children.push(element)
      if (isLeaf) return
      stack.push(element)
      openByTag.set(tag, (openByTag.get(tag) ?? 0) + 1)
    },
    onEndTag: (token: Token.TagToken) => {
      count()
      if (!openByTag.get(token.tagName)) {
        if (token.tagName === 'br') addText('\n')
        return
      }
      while (stack[stack.length - 1]!.tag !== token.tagName) pop()
      pop()
    },
  }
  const tokenizer = new Tokenizer({}, handler)
  try {
    tokenizer.write(html, true)
  } catch (error) {
    if (!(error instanceof TooManyTags)) throw error
  }
  return root
}

/** Most elements have none; one map serves them all. */
const noAttributes: ReadonlyMap<string, string> = new Map()

function attributesOf({ attrs }: Token.TagToken): ReadonlyMap<string, string> {
  if (attrs.length === 0) return noAttributes
  const attributes = new Map<string, string>()
  for (const { name, value } of attrs) {
    if (attributes.size < maxAttributes && !attributes.has(name)) attributes.set(name, value)
  }
  return attributes
}

/** The only way to stop the tokenizer. */
class TooManyTags extends Error {}

export function attribute(element: HtmlElement, name: string): string {
  return element.attributes.get(name) ?? ''
}

/** All text below a node, as it stands; stops early once there is more than asked for. */
export function textOf(node: HtmlNode, maxChars = Infinity): string {
  if (node.kind === 'text') return node.text
  if (node.tag === 'style' || node.tag === 'script' || node.tag === 'title') return ''
  if (node.tag === 'br') return '\n'
  let text = ''
  for (const child of node.children) {
    if (text.length > maxChars) break
    text += textOf(child, maxChars - text.length)
  }
  return text
}
