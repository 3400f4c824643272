/** What a style asked to be fetched. */
export interface CssRemote {
  kind: 'image' | 'style' | 'font'
  url: string
}

/**
 * Only properties that dress text are kept, with values that can be nothing but lengths, colours and words. That
 * leaves out everything that fetches, runs, moves out of its place or covers other things.
 */
const properties = new RegExp(
  '^(?:color|background-color|background|font(?:-(?:family|size|style|weight|variant|stretch))?|line-height|letter-spacing|' +
    'word-spacing|word-break|word-wrap|overflow-wrap|white-space|hyphens|text-(?:align|decoration|decoration-(?:line|color|style)|indent|transform|overflow)|' +
    'vertical-align|direction|list-style(?:-(?:type|position))?|' +
    '(?:min-|max-)?(?:width|height)|(?:margin|padding)(?:-(?:top|right|bottom|left|inline|block))?|' +
    'border(?:-(?:top|right|bottom|left))?(?:-(?:width|style|color|radius))?|border-(?:collapse|spacing)|border-(?:top|bottom)-(?:left|right)-radius|' +
    'table-layout|caption-side|empty-cells|display|float|clear|box-sizing|overflow|visibility|opacity|quotes|orphans|widows|page-break-\\w+|outline(?:-(?:width|style|color))?)$',
)
const safeValue = /^(?:[\w\s#%.,+*/'"!-]|(?:rgba?|hsla?|calc|min|max|clamp)\([\w\s#%.,+*/-]*\))*$/i
const url = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*))\s*\)?/gi

/** Characters of CSS in one mail that are looked at. */
export const maxCssChars = 128 * 1024
const maxDeclarations = 200

/** The declarations of a style attribute, cleaned; empty when nothing is left. */
export function cleanDeclarations(css: string, found: (remote: CssRemote) => void): string {
  const kept: string[] = []
  for (const declaration of splitOutside(withoutComments(css.slice(0, maxCssChars)), ';').slice(0, maxDeclarations)) {
    const colon = declaration.indexOf(':')
    if (colon < 0) continue
    const property = declaration.slice(0, colon).trim().toLowerCase()
    const value = declaration.slice(colon + 1).trim()
    reportUrls(value, 'image', found)
    if (properties.test(property) && value.length <= 500 && safeValue.test(value)) kept.push(`${property}: ${value}`)
  }
  return kept.join('; ')
}

/** A style sheet: rules and @media blocks with cleaned declarations; everything else is left out. */
export function cleanStyleSheet(css: string, found: (remote: CssRemote) => void): string {
  return cleanRules(withoutComments(css.slice(0, maxCssChars)).replace(/<!--|-->/g, ''), found, 0)
}

const safeSelector = /^[\w\s.#:,>+~*[\]="'()^$|-]+$/
const safeMedia = /^@media[\w\s():,.<=-]*$/i

function cleanRules(css: string, found: (remote: CssRemote) => void, depth: number): string {
  const out: string[] = []
  let at = 0
  while (at < css.length) {
    const open = css.indexOf('{', at)
    const semicolon = css.indexOf(';', at)
    // "@import …;" and the like: statements without a block.
    if (semicolon >= 0 && (open < 0 || semicolon < open) && css.slice(at, semicolon).trimStart().startsWith('@')) {
      const statement = css.slice(at, semicolon)
      if (/@import/i.test(statement)) reportImport(statement, found)
      at = semicolon + 1
      continue
    }
    if (open < 0) break
    const close = closingBrace(css, open)
    const prelude = css.slice(at, open).trim()
    const body = css.slice(open + 1, close)
    at = close + 1
    if (/^@font-face/i.test(prelude)) reportUrls(body, 'font', found)
    else if (prelude.startsWith('@')) {
      if (depth === 0 && safeMedia.test(prelude) && !prelude.includes('<')) {
        const inner = cleanRules(body, found, 1)
        if (inner !== '') out.push(`${prelude} {\n${inner}\n}`)
      } else reportUrls(body, 'image', found)
    } else {
      const declarations = cleanDeclarations(body, found)
      if (declarations !== '' && prelude.length <= 2000 && safeSelector.test(prelude))
        out.push(`${prelude} { ${declarations} }`)
    }
  }
  return out.join('\n')
}

function reportImport(statement: string, found: (remote: CssRemote) => void): void {
  const target = /@import\s+(?:url\(\s*)?["']?([^"')\s;]+)/i.exec(statement)?.[1]
  if (target !== undefined) found({ kind: 'style', url: target })
}

function reportUrls(css: string, kind: CssRemote['kind'], found: (remote: CssRemote) => void): void {
  if (!/url\(/i.test(css)) return
  for (const match of css.matchAll(url)) found({ kind, url: (match[1] ?? match[2] ?? match[3] ?? '').trim() })
}

/** Comments may hide half a word ("exp/**\/ression"): they go before anything is looked at. */
function withoutComments(css: string): string {
  if (!css.includes('/*')) return css
  let out = ''
  let at = 0
  for (;;) {
    const open = css.indexOf('/*', at)
    if (open < 0) return out + css.slice(at)
    out += css.slice(at, open)
    const close = css.indexOf('*/', open + 2)
    if (close < 0) return out
    at = close + 2
  }
}

function closingBrace(css: string, open: number): number {
  let depth = 0
  for (let i = open; i < css.length; i++) {
    const character = css.charCodeAt(i)
    if (character === 123) depth++
    else if (character === 125 && --depth === 0) return i
  }
  return css.length
}

/** Splits where no bracket or quote is open: data URLs hold semicolons. */
function splitOutside(css: string, separator: string): string[] {
  const pieces: string[] = []
  let from = 0
  let depth = 0
  let quote = ''
  for (let i = 0; i < css.length; i++) {
    const character = css[i]!
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '(') depth++
    else if (character === ')') depth = Math.max(0, depth - 1)
    else if (character === separator && depth === 0) {
      pieces.push(css.slice(from, i))
      from = i + 1
    }
  }
  pieces.push(css.slice(from))
  return pieces
}
