import { cleanDeclarations, cleanStyleSheet, maxCssChars, type CssRemote } from './css.ts'
import { attribute, textOf, type HtmlElement, type HtmlNode } from './tree.ts'

export interface SanitizeOptions {
  /** Where the image with this content id can be fetched from us; null for none. */
  imageUrl?: (contentId: string) => string | null
  /** Where a picture of somebody else's server can be fetched from us; without it, none is shown. */
  remoteImageUrl?: (url: string) => string
  /**
   * For mail that leaves, not for a frame of ours: pictures keep their `cid:` and their web address, as mail programs
   * show or block them; links are links and no more.
   */
  outgoing?: boolean
  /**
   * For what is quoted below an answer of ours: nothing that could change how the rest looks, and no pictures. Each is named by
   * its text, or else by this word.
   */
  quoted?: { picture: string }
}

/** Something the sender wanted the reader's machine to fetch: it would tell them that, when and where it was read. */
export interface RemoteContent {
  kind: 'image' | 'style' | 'font' | 'link' | 'media' | 'frame'
  url: string
}

export interface SanitizedHtml {
  html: string
  /** Each address once, as far as it is named; `blockedRemote` counts all. */
  remote: RemoteContent[]
  blockedRemote: number
}

/** Shown, with these attributes beside the common ones. */
const allowed: Record<string, readonly string[]> = {
  a: ['href', 'name'],
  img: ['src', 'alt', 'width', 'height', 'border', 'align', 'hspace', 'vspace'],
  table: ['border', 'cellpadding', 'cellspacing', 'width', 'height', 'align', 'bgcolor', 'summary'],
  td: ['colspan', 'rowspan', 'width', 'height', 'align', 'valign', 'bgcolor', 'nowrap', 'headers', 'scope'],
  th: ['colspan', 'rowspan', 'width', 'height', 'align', 'valign', 'bgcolor', 'nowrap', 'headers', 'scope'],
  tr: ['align', 'valign', 'bgcolor', 'height'],
  col: ['span', 'width', 'align'],
  colgroup: ['span', 'width', 'align'],
  font: ['color', 'face', 'size'],
  ol: ['start', 'type', 'reversed'],
  ul: ['type'],
  li: ['value', 'type'],
  blockquote: ['type'],
  hr: ['width', 'size', 'align', 'color', 'noshade'],
  br: ['clear'],
  time: ['datetime'],
  details: ['open'],
}
for (const tag of (
  'abbr acronym address article aside b bdi bdo big caption center cite code dd del dfn dir div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header i ins kbd ' +
  'main mark nav p pre q rp rt ruby s samp section small span strike strong sub summary sup tbody tfoot thead tt u var wbr'
).split(' ')) {
  allowed[tag] ??= []
}
for (const tag of ['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'tbody', 'thead', 'tfoot'])
  allowed[tag] = ['align', 'valign']
const common = new Set(['title', 'lang', 'dir', 'class'])
const empty = new Set(['br', 'hr', 'img', 'col', 'wbr'])
/** What is left of the attributes of what is quoted. */
const keptWhenQuoted = new Set(['href', 'colspan', 'rowspan', 'start', 'type', 'reversed', 'dir', 'lang', 'datetime'])
/** Gone with all they hold. Other unknown elements only lose their tags. */
export const removed = new Set(
  'script title template iframe object embed applet svg math canvas audio video source track frame frameset noembed noframes select datalist head-only param base meta link input'.split(
    ' ',
  ),
)
const numericValue = /^[\w\s%.,#+*-]{0,100}$/
const safeLink = /^(?:https?:\/\/|mailto:|tel:|sms:)/i
const safeContentId = /^[\w.@+%-]{1,200}$/
const safeImageData = /^data:image\/(?:png|jpe?g|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]*$/i
const maxRemote = 200
const maxUrlChars = 4000
const maxAltChars = 100

export class SafeWriter {
  readonly #options: SanitizeOptions
  readonly #out: string[] = []
  readonly #remote = new Map<string, RemoteContent>()
  #blocked = 0
  /** Style sheets are the sender's, and each can be long. */
  #cssLeft = maxCssChars

  constructor(options: SanitizeOptions) {
    this.#options = options
  }

  result(): SanitizedHtml {
    return { html: this.#out.join(''), remote: [...this.#remote.values()], blockedRemote: this.#blocked }
  }

  children(element: HtmlElement, skipQuoted: boolean): void {
    for (const child of element.children) this.#node(child, skipQuoted)
  }

  /** What is quoted and nothing else. */
  quotedParts(element: HtmlElement): void {
    for (const child of element.children) {
      if (child.quoted || (child.kind === 'element' && child.tag === 'style')) this.#node(child, false)
      else if (child.kind === 'element') this.quotedParts(child)
    }
  }

  #node(node: HtmlNode, skipQuoted: boolean): void {
    if (node.quoted && skipQuoted) return
    if (node.kind === 'text') {
      const text = escapeText(node.text)
      this.#out.push(node.quoted && !node.parent.quoted ? `<span data-quoted="true">${text}</span>` : text)
      return
    }
    const { tag } = node
    const { quoted } = this.#options
    if (quoted) {
      if (tag === 'style' || isHidden(node)) return
      if (tag === 'img') return this.#pictureWord(node, quoted.picture)
    }
    if (tag === 'style') return this.#styleSheet(node)
    if (removed.has(tag)) return this.#reportRemoved(node)
    if (tag === 'textarea' || tag === 'xmp' || tag === 'plaintext' || tag === 'listing') {
      this.#out.push(`<pre>${escapeText(textOf(node))}</pre>`)
      return
    }
    // A page's own background is a remote image too; the page itself is the frame.
    if (tag === 'body') this.#background(node)
    const names = allowed[tag]
    if (names === undefined) return this.children(node, skipQuoted)
    this.#out.push(
      `<${tag}${this.#attributes(node, names)}${node.quoted && node.parent?.quoted !== true ? ' data-quoted="true"' : ''}>`,
    )
    if (empty.has(tag)) return
    this.children(node, skipQuoted)
    this.#out.push(`</${tag}>`)
  }

  #attributes(element: HtmlElement, names: readonly string[]): string {
    let out = ''
    for (const [name, value] of element.attributes) {
      if (this.#options.quoted && !keptWhenQuoted.has(name)) continue
      if (name === 'style') {
        const style = cleanDeclarations(value, this.#foundInCss)
        if (style !== '') out += ` style="${escapeAttribute(style)}"`
      } else if (name === 'href' && element.tag === 'a') out += this.#link(value)
      else if (name === 'src' && element.tag === 'img') out += this.#image(value, element)
      else if (
        name === 'srcset' ||
        name === 'background' ||
        name === 'dynsrc' ||
        name === 'lowsrc' ||
        name === 'poster'
      ) {
        if (name !== 'poster') this.#found('image', value.split(/[\s,]/, 1)[0] ?? '')
      } else if (common.has(name) || name === 'alt' || name === 'datetime') {
        if (common.has(name) || names.includes(name))
          out += ` ${name}="${escapeAttribute(value.slice(0, maxUrlChars))}"`
      } else if (names.includes(name) && numericValue.test(value)) out += ` ${name}="${escapeAttribute(value)}"`
    }
    return out
  }

  #pictureWord(element: HtmlElement, word: string): void {
    if (isBeacon(element)) return
    const alt = attribute(element, 'alt').replace(/\s+/g, ' ').trim().slice(0, maxAltChars)
    this.#out.push(escapeText(`[${alt || word}]`))
  }

  #image(src: string, element: HtmlElement): string {
    const source = src.trim()
    const contentId = /^cid:(.+)$/i.exec(source)?.[1]
    if (contentId !== undefined && this.#options.outgoing) {
      return safeContentId.test(contentId) ? ` src="cid:${contentId}"` : ''
    }
    if (contentId !== undefined) {
      const own = this.#options.imageUrl?.(decodeContentId(contentId)) ?? null
      return own === null ? '' : ` src="${escapeAttribute(own)}"`
    }
    if (safeImageData.test(source)) return ` src="${escapeAttribute(source)}"`
    if (this.#options.outgoing && /^https?:/i.test(remoteUrl(source))) {
      return ` src="${escapeAttribute(remoteUrl(source))}"`
    }
    const url = remoteUrl(source)
    if (this.#options.remoteImageUrl && /^https?:/i.test(url) && !isBeacon(element)) {
      return ` src="${escapeAttribute(this.#options.remoteImageUrl(url))}"`
    }
    return this.#found('image', source) ? ` data-remote-src="${escapeAttribute(remoteUrl(source))}"` : ''
  }

  #link(href: string): string {
    const url = safeUrl(href)
    if (url === null) return ''
    const elsewhere = url.startsWith('#') || this.#options.outgoing ? '' : elsewhereOnly
    return ` href="${escapeAttribute(url)}"${elsewhere}`
  }

  #styleSheet(element: HtmlElement): void {
    const source = element.children.map((child) => (child.kind === 'text' ? child.text : '')).join('')
    const css = cleanStyleSheet(source.slice(0, this.#cssLeft), this.#foundInCss)
    this.#cssLeft = Math.max(0, this.#cssLeft - source.length)
    if (css !== '') this.#out.push(`<style>${css}</style>`)
  }

  #background(element: HtmlElement): void {
    if (element.attributes.has('background')) this.#found('image', attribute(element, 'background'))
    cleanDeclarations(attribute(element, 'style'), this.#foundInCss)
  }

  /** What is removed is still reported, if it would have fetched something. */
  #reportRemoved(element: HtmlElement): void {
    const { tag } = element
    if (tag === 'link')
      this.#found(/stylesheet/i.test(attribute(element, 'rel')) ? 'style' : 'link', attribute(element, 'href'))
    else if (tag === 'iframe' || tag === 'frame') this.#found('frame', attribute(element, 'src'))
    else if (
      tag === 'audio' ||
      tag === 'video' ||
      tag === 'source' ||
      tag === 'embed' ||
      tag === 'object' ||
      tag === 'track'
    ) {
      this.#found('media', attribute(element, 'src') || attribute(element, 'data') || attribute(element, 'poster'))
      for (const child of element.children) if (child.kind === 'element') this.#reportRemoved(child)
    }
  }

  readonly #foundInCss = ({ kind, url }: CssRemote): void => {
    this.#found(kind, url)
  }

  /** Returns whether it is something remote at all. */
  #found(kind: RemoteContent['kind'], given: string): boolean {
    const url = remoteUrl(given)
    if (url === '') return false
    this.#blocked++
    if (this.#remote.size < maxRemote) this.#remote.set(`${kind} ${url}`, { kind, url })
    return true
  }
}

/** A picture of a point or two, or one that is not seen, is there to tell that the mail was opened. */
export function isBeacon(element: HtmlElement): boolean {
  const style = attribute(element, 'style').slice(0, 2000)
  const isTiny = (value: string | undefined) =>
    value !== undefined && /^\s*0*[0-2](?:\.\d*)?\s*(?:px|pt)?\s*$/i.test(value)
  const styled = (name: string) =>
    new RegExp(`(?:^|[;\\s])(?:max-)?${name}\\s*:\\s*([^;!]{1,20})`, 'i').exec(style)?.[1]
  if (isHiddenBy(style)) return true
  return [element.attributes.get('width'), element.attributes.get('height'), styled('width'), styled('height')].some(
    isTiny,
  )
}

/** Without its style it would be seen. */
function isHidden(element: HtmlElement): boolean {
  return element.attributes.has('hidden') || isHiddenBy(attribute(element, 'style').slice(0, 2000))
}

function isHiddenBy(style: string): boolean {
  return /display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0\s*(?:;|!|$)/i.test(style)
}

/** Browsers drop line breaks and tabs inside a URL: look at what they would see. Empty for what isn't fetched. */
function remoteUrl(given: string): string {
  // oxlint-disable-next-line no-control-regex -- the characters that browsers drop
  const url = given.replace(/[\u0000-\u0020]+/g, '').slice(0, maxUrlChars)
  if (/^(?:https?|ftp):\/\//i.test(url)) return url
  return /^[\\/]{2}[^\\/]/.test(url) ? `https:${url.replaceAll('\\', '/')}` : ''
}

/** A link in a frame of ours opens outside of it, and tells the other side nothing. */
const elsewhereOnly = ' rel="noopener noreferrer nofollow" target="_blank"'

function safeUrl(href: string): string | null {
  // oxlint-disable-next-line no-control-regex -- the characters that browsers drop
  const url = href.trim().replace(/[\u0000-\u001f\u007f]/g, '')
  if (/^#[\w.-]*$/.test(url)) return url
  return url.length > maxUrlChars || !safeLink.test(url) ? null : url
}

function decodeContentId(contentId: string): string {
  try {
    return decodeURIComponent(contentId)
  } catch {
    return contentId
  }
}

function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text
}

function escapeAttribute(value: string): string {
  if (!/[&<>"'`]/.test(value)) return value
  return escapeText(value).replaceAll('"', '&quot;').replaceAll("'", '&#39;').replaceAll('`', '&#96;')
}
