import { languages } from '@throughline/protocol/business/business.ts'
import type { Content } from '@throughline/protocol/timeline/content.ts'
import { describe, expect, test } from 'vitest'
import { outboundMessage } from '../../../../../test/mail/email-channel.ts'
import type { QuotedMessage } from '../../../contract.ts'
import { foldHtmlReply, foldReply, readMail } from '../reading/reading.ts'
import { EmailSettings } from '../settings.ts'
import { renderQuote } from './quote.ts'
import { renderMail } from './render.ts'

function said(authorName: string, text: string, fields: Partial<QuotedMessage> = {}): QuotedMessage {
  const content: Content = { type: 'text' }
  return {
    entryId: text,
    authorName,
    writtenAt: new Date('2026-03-03T16:05:00Z'),
    text,
    html: null,
    content,
    ...fields,
  }
}

const quoteOf = (messages: QuotedMessage[], { language = 'en', hasMore = false } = {}) =>
  renderQuote({ messages, hasMore }, language)

const htmlOf = (html: string) => quoteOf([said('Ana', 'text', { html })]).html

describe('what is quoted', () => {
  const conversation = [said('Ana', 'Still nothing.\n\nAna'), said('Maria', 'It left.'), said('Ana', 'Where is it?')]

  test('is marked as mail programs do, each message within the one that answers it', () => {
    expect(quoteOf(conversation).text).toBe(
      'On 3 Mar 2026, 16:05 UTC, Ana wrote:\n> Still nothing.\n>\n> Ana\n>\n' +
        '> On 3 Mar 2026, 16:05 UTC, Maria wrote:\n>> It left.\n>>\n' +
        '>> On 3 Mar 2026, 16:05 UTC, Ana wrote:\n>>> Where is it?\n',
    )
  })

  test('has the elements that Gmail, Outlook and Apple Mail look for', () => {
    const { html } = quoteOf(conversation)
    expect(html).toMatch(
      /^<div id="appendonsend"><\/div><div class="gmail_quote gmail_quote_container"><div id="divRplyFwdMsg"/,
    )
    expect(html.match(/<blockquote class="gmail_quote" type="cite"/g)).toHaveLength(3)
    expect(html.match(/<blockquote/g)).toHaveLength(html.match(/<\/blockquote>/g)!.length)
    expect(html.indexOf('Still nothing.')).toBeLessThan(html.indexOf('It left.'))
  })

  test('stays readable when there are many: no deeper than five, and with a word when some are left out', () => {
    const many = Array.from({ length: 15 }, (_, i) => said('Ana', `word${i} of a message`))
    const { text, html } = quoteOf(many, { hasMore: true })
    expect(text).not.toContain('>>>>>>')
    expect(text).toMatch(/>>>>> word14 of a message\n>>>>>\n>>>>> \[Earlier messages left out\]\n$/)
    let [depth, deepest] = [0, 0]
    for (const [tag] of html.matchAll(/<\/?blockquote/g))
      deepest = Math.max(deepest, (depth += tag.startsWith('</') ? -1 : 1))
    expect({ depth, deepest }).toEqual({ depth: 0, deepest: 5 })
    expect(html).toContain('[Earlier messages left out]')
  })

  test('is bounded, and says so, however much was written', () => {
    const huge = Array.from({ length: 15 }, () => said('Ana', `<b>& ${'so long 🎈 '.repeat(60_000)}`))
    const { text, html } = quoteOf(huge)
    expect(text.length).toBeLessThan(50_000)
    expect(html.length).toBeLessThan(250_000)
    expect(text).toContain('> […]')
    expect(text).toContain('[Earlier messages left out]')
    expect(text.isWellFormed()).toBe(true)
    const hugeHtml = `<p>${'<i>x</i>'.repeat(20_000)}</p>`
    expect(quoteOf(Array.from({ length: 9 }, () => said('Ana', 'short', { html: hugeHtml }))).html.length).toBeLessThan(
      70_000,
    )
  })

  test('is announced by a name that can end no line and no element, and stand for nothing else', () => {
    const { text, html } = quoteOf([said('{date}\r\n<img src=x onerror=alert(1)>', 'hi')])
    expect(text.split('\n')[0]).toBe('On 3 Mar 2026, 16:05 UTC, {date} <img src=x onerror=alert(1)> wrote:')
    expect(html).not.toContain('<img')
  })
})

describe('HTML of a stranger', () => {
  test('ends where the quote ends, whatever it leaves open or closes', () => {
    const html = htmlOf('<table><tr><td><div><b>open</blockquote></div></div></body></html><blockquote><p>in</td>')
    expect(html.match(/<blockquote/g)).toHaveLength(html.match(/<\/blockquote>/g)!.length)
    for (const tag of ['div', 'table', 'b', 'p', 'td'])
      expect(html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length).toBe(html.match(new RegExp(`</${tag}>`, 'g'))?.length)
    expect(html).toMatch(/<\/blockquote><\/div>$/)
  })

  test('changes nothing outside: no style sheet, style, class, id or width is left', () => {
    const html = htmlOf(
      '<style>body{display:none}</style><div style="margin:-9999px" class="gmail_signature" id="x" align="right"><font color="white" size="7">seen</font><table width="99999" bgcolor="#000"><td height="9">c</td></table></div>',
    )
    const inner = html.slice(html.indexOf('<blockquote'))
    expect(inner.match(/style=/g)).toHaveLength(1)
    expect(inner).not.toMatch(/<style|gmail_signature|id=|align=|width=|height=|bgcolor|color=|size=/)
    expect(inner).toContain('seen')
  })

  test('fetches nothing: pictures are words, those that only count readers are gone, scripts and forms as well', () => {
    const html = htmlOf(
      '<p>A <img src="https://shop.example/a.png" alt="The <map>"> B <img src="cid:x"> C <img src="https://t.example/1.gif" width=1 height=1> D <img src="data:image/png;base64,AAAA"> <a href="javascript:alert(1)">E</a> <a href="https://shop.example/">F</a></p><script>alert(1)</script><form action="//x"><input>G</form><video src="https://t.example/v">',
    )
    expect(html).toContain('A [The &lt;map&gt;] B [picture] C')
    expect(html).not.toMatch(/<img|src=|javascript|alert|t\.example|<form|base64/)
    expect(html).toContain('<a href="https://shop.example/">F</a>')
  })

  test('does not show what was hidden', () => {
    expect(htmlOf('<p>a</p><div style="display:none">secret preheader</div><span hidden>x7</span>')).not.toMatch(
      /secret|x7/,
    )
  })

  test('is left out where it says nothing: the text stands for it', () => {
    expect(htmlOf('<style>x{}</style><img width=1 height=1 src="https://t.example/">')).toContain('<p>text</p>')
  })

  test('goes without what it quotes itself', () => {
    const html =
      '<div>New words</div><div class="gmail_quote"><div class="gmail_attr">On Mon, Maria wrote:<br></div><blockquote class="gmail_quote">old words</blockquote></div>'
    expect(htmlOf(html)).toContain('New words')
    expect(htmlOf(html)).not.toContain('old words')
  })
})

describe('an answer to our answer', () => {
  const conversation = [
    said('Ana Costa', 'The second parcel has not arrived either.\nCan you look again?', {
      html: '<div>The second parcel has not arrived either.<br>Can you look again?</div>',
    }),
    said('Maria', 'It left our house on Monday morning.'),
    said('Ana Costa', 'Where is my parcel?'),
  ]
  const known = ['Dear Ana, your parcel is on its way.', ...conversation.map(({ text }) => text)]

  async function sent(language: string) {
    const business = { name: 'Shop', signature: 'Shop Ltd\nMain St. 1', language }
    const message = outboundMessage({ business, quoted: { messages: conversation, hasMore: true } })
    const channel = { id: 'c', settings: EmailSettings.parse({ senderName: 'Shop' }), from: 'help@shop.example' }
    const { raw } = await renderMail(message, [], channel)
    return readMail(raw)
  }

  test.each(languages)('our own words are what is read of our own mail (%s)', async (language) => {
    const { replyText, quotedText, signature } = await sent(language)
    expect(replyText).toBe('Dear Ana,\n\nyour parcel is on its way.')
    expect(quotedText).toContain('Where is my parcel?')
    expect(signature).toContain('Main St. 1')
  })

  const header =
    'From: Maria via Shop <help@shop.example>\nSent: Wednesday, March 4, 2026 9:30 AM\nTo: Ana Costa\nSubject: Re: Parcel'
  const mark = (text: string) => text.replace(/^/gm, '> ').replace(/^> (?=>)/gm, '>')
  const programs: Record<string, (text: string) => string> = {
    Gmail: (text) =>
      `It is here.\n\nOn Wed, Mar 4, 2026 at 10:30 AM Maria via Shop <help@shop.example> wrote:\n\n${mark(text)}`,
    'Apple Mail': (text) =>
      `It is here.\n\n> On 4 Mar 2026, at 10:30, Maria via Shop <help@shop.example> wrote:\n> \n${mark(text)}`,
    Thunderbird: (text) => `On 04/03/2026 10:30, Maria via Shop wrote:\n${mark(text)}\n\nIt is here.\n`,
    Outlook: (text) => `It is here.\n\n${header}\n\n${text}`,
    'Outlook, without the marks': (text) => `It is here.\n\n${header}\n\n${text.replace(/^>+ ?/gm, '')}`,
  }

  test.each(languages.flatMap((language) => Object.keys(programs).map((program) => [program, language] as const)))(
    'by %s has their words only (%s)',
    async (program, language) => {
      const text = programs[program]!((await sent(language)).text)
      const options = {
        subject: 'Re: Parcel',
        isAnswer: true,
        senderName: 'Ana Costa',
        senderAddress: 'ana@mail.example',
      }
      expect(foldReply(text, options).replyText).toBe('It is here.')
      const mail = `From: Ana Costa <ana@mail.example>\nTo: help@shop.example\nSubject: Re: Parcel\nIn-Reply-To: <1@shop.example>\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${text}`
      const again = (await readMail(Buffer.from(mail.replaceAll('\n', '\r\n')))).foldKnowing(known)
      expect(again.replyText).toBe('It is here.')
    },
  )

  test.each([
    [
      'Gmail',
      (html: string) =>
        `<div dir="ltr">It is here.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Wed, Maria wrote:<br></div><blockquote class="gmail_quote">${html}</blockquote></div>`,
    ],
    [
      'Apple Mail',
      (html: string) =>
        `<div>It is here.</div><div><br><blockquote type="cite"><div>On 4 Mar 2026, at 10:30, Maria via Shop &lt;help@shop.example&gt; wrote:</div><br><div>${html}</div></blockquote></div>`,
    ],
    [
      'Thunderbird',
      (html: string) =>
        `<p>It is here.</p><div class="moz-cite-prefix">On 04/03/2026 10:30, Maria via Shop wrote:<br></div><blockquote type="cite">${html}</blockquote>`,
    ],
    [
      'Outlook on the web',
      (html: string) =>
        `<div>It is here.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Maria via Shop &lt;help@shop.example&gt;<br><b>Sent:</b> Wednesday, March 4, 2026 9:30 AM<br><b>To:</b> Ana Costa<br><b>Subject:</b> Re: Parcel</div><div>${html.replaceAll('gmail_', 'x_gmail_').replaceAll('id="', 'id="x_')}</div>`,
    ],
  ])('in HTML by %s has their words only', async (_, program) => {
    const folded = foldHtmlReply(program((await sent('en')).html!), { subject: 'Re: Parcel' })
    expect(folded.replyHtml.replace(/<[^>]*>/g, ' ').trim()).toBe('It is here.')
    expect(folded.quotedHtml).toContain('Where is my parcel?')
  })
})
