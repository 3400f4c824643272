import { describe, expect, test } from 'vitest'
import { foldHtmlReply, foldReply, htmlToText } from '../reading.ts'
import { knownText } from './known-text.ts'
import { countCpuTime } from '../../../../../../test/cpu-time.ts'

const ours =
  'Hello Ana, thank you for writing to us. Which model of the kettle do you have at home? And since when does it leak from the bottom? Kind regards, your shop'
const known = knownText([ours, '東京の店に電話してください。明日の午後までお待ちしています。'])
const fold = (text: string) => foldReply(text, { subject: 'Re: Kettle', known })

describe('what stands on the thread is a quote, and what does not is theirs', () => {
  const header = 'From: Shop <s@shop.example>\nSent: Tuesday, November 24, 2026 3:12 PM\nTo: Ana\nSubject: Kettle'

  test('below a header without marks, answers are written between the lines', () => {
    const { replyText, quotedText } = fold(
      `See below.\n\n${header}\n\nHello Ana, thank you for writing to us.\nWhich model of the kettle do you have at home?\nIt is the K2, bought in May.\nAnd since when does it leak from the bottom?\nSince Monday.\nKind regards, your shop`,
    )
    expect(replyText).toBe('See below.\n\nIt is the K2, bought in May.\nSince Monday.')
    expect(quotedText).toContain('Which model')
  })

  test('lines that were wrapped and marked anew are the same words', () => {
    const quote =
      '> Hello Ana, thank you for writing\n> to us. Which model of the kettle do you\n> have at home? And since when does it leak\n> from the bottom? Kind regards, your\n> shop'
    expect(fold(`K2.\n\nOn Tue, 24 Nov 2026 at 15:12, Shop <s@shop.example> wrote:\n${quote}`).replyText).toBe('K2.')
  })

  test('marked lines that nobody has said here are news', () => {
    const news = '> Your parcel was lost by the courier in Hamburg last night.\n> We are sorry.'
    expect(fold(`They told me:\n\n${news}`).replyText).toBe(`They told me:\n\n${news}`)
    expect(foldReply(`They told me:\n\n${news}`).replyText).toBe('They told me:')
  })

  test('what is pasted below an answer without any mark is folded', () => {
    expect(fold(`K2, since Monday.\n\n${ours}`)).toMatchObject({ replyText: 'K2, since Monday.', quotedText: ours })
    expect(foldReply(`K2, since Monday.\n\n${ours}`).quotedText).toBe('')
  })

  test('a short answer in words that we used too stays', () => {
    expect(fold('Which model? The kettle.').replyText).toBe('Which model? The kettle.')
    expect(fold('It leaks.\n\nAt home.').replyText).toBe('It leaks.\n\nAt home.')
  })

  test('words are compared in scripts without blanks', () => {
    const text =
      '了解しました。\n\n差出人: S <s@shop.example>\n送信日時: 2026年11月24日 15:12\n宛先: Ana\n件名: 店\n\n東京の店に電話してください。\n何番ですか。\n明日の午後までお待ちしています。'
    expect(fold(text).replyText).toBe('了解しました。\n\n何番ですか。')
  })

  test('a signature, a header and a footer inside a quote are not the sender’s words', () => {
    const text = `K2.\n\n${header}\n\n${ours}\n\n-- \nThe Shop\nStreet 1, Berlin\n\n[cid:logo.png]\nhttps://shop.example/x`
    expect(fold(text).replyText).toBe('K2.')
  })

  test('a mail that answers nothing quotes nothing', () => {
    const text = `Hello\n\nOn 24/11/2026 15:12, Bo <bo@x.example> wrote:\n> lost\n\nFrom: bo@x.example\nTo: me@x.example\nDate: 24/11/2026\nSubject: y\n\nWhat now?`
    expect(foldReply(text, { subject: 'Help', isAnswer: false, known: knownText([]) }).replyText).toBe(text)
  })

  test('nothing is lost and little time is taken, whatever is compared', () => {
    const long = `${'word '.repeat(40)}\n`.repeat(4000)
    const spentMs = countCpuTime()
    const { replyText, quotedText, signature } = foldReply(`x\n\n${header}\n\n${long}`, {
      known: knownText([long, long]),
    })
    expect(spentMs()).toBeLessThan(4000)
    expect((replyText + quotedText + signature).replace(/\s/g, '')).toHaveLength(
      `x${header}${long}`.replace(/\s/g, '').length,
    )
  })
})

test('HTML is folded as the text was', () => {
  const html =
    '<div>See below.</div><div id="divRplyFwdMsg"><b>From:</b> Shop &lt;s@shop.example&gt;<br><b>Sent:</b> Tuesday, November 24, 2026 3:12 PM<br><b>To:</b> Ana<br><b>Subject:</b> Kettle</div><p>Hello Ana, thank you for writing to us.</p><p>Which model of the kettle do you have at home?</p><p style="color:red">It is the K2.</p>'
  const folded = fold(htmlToText(html))
  expect(folded.replyText).toMatch(/See below\.[^]*It is the K2\./)
  expect(htmlToText(foldHtmlReply(html).replyHtml)).not.toContain('K2')
  const shown = foldHtmlReply(html, { folded })
  expect(htmlToText(shown.replyHtml)).toMatch(/^See below\.[^]*It is the K2\.$/)
  expect(htmlToText(shown.replyHtml)).not.toContain('Which model')
  expect(htmlToText(shown.quotedHtml)).toContain('Which model')
})

test('a quote that only the HTML holds stays folded, and what the text shows is shown', () => {
  const html =
    '<div>Yes, please.</div><div class="gmail_quote"><div class="gmail_attr">On Sat, 28 Nov 2026 at 10:00 S &lt;s@x.test&gt; wrote:</div><blockquote>Please<br>Do you want it back?</blockquote></div>'
  const shown = foldHtmlReply(html, { folded: { replyText: 'Yes, please.', quotedText: '' } })
  expect(htmlToText(shown.replyHtml)).toBe('Yes, please.')
  // A new mail, all of which is the sender's.
  const all = foldHtmlReply(html, { folded: { replyText: htmlToText(html), quotedText: '' } })
  expect(htmlToText(all.replyHtml)).toContain('Do you want it back?')
  expect(all.hasQuoted).toBe(false)
})
