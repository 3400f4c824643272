import { describe, expect, test } from 'vitest'
import { foldHtmlReply, foldReply, htmlToText, readMail } from '../reading.ts'

const letters = (text: string) => Array.from(text.replace(/\s+/g, '')).toSorted().join('')

describe('quotes with other marks than ">" are folded, and what is written below them is not', () => {
  test.each([
    ['On 2026-11-24 15:12, Support wrote:', '| Does Tuesday work?\n| Or Wednesday?'],
    ['On 2026-11-24 15:12, Support wrote:', ': Does Tuesday work?\n:\n: Or Wednesday?'],
    ['On 11/24/26, 3:12 PM, "Support" <s@shop.example> wrote:', '    Does Tuesday work?\n\n    Or Wednesday?'],
    ['Ana Meier writes:\n', 'AM> Does Tuesday work?\nAM> Or Wednesday?'],
    ['Ana Meier wrote:', '> Does Tuesday work?'],
    ['* Ana Meier schrieb:', '> Does Tuesday work?'],
    ['Ana van der Berg <ana@post.example> said:\n', '> Does Tuesday work?'],
    ['2026年11月24日 15:12 Ana <ana@post.example>:', '＞ 火曜日?\n＞ 水曜日?'],
    ['2026-11-24 15:12 Ana <ana@post.example>:', '&gt; Does Tuesday work?'],
    ['‫בתאריך יום ג׳, 24 בנוב׳ 2026 ב-15:12 מאת ‪Support‬‏ <‪s@shop.example‬‏>:‬\n', '> Tuesday?'],
  ])('%s', (attribution, quote) => {
    const quoted = `${attribution}\n${quote}`
    expect(foldReply(`Mine above.\n\n${quoted}`)).toMatchObject({ replyText: 'Mine above.', quotedText: quoted })
    expect(foldReply(`${quoted}\n\nMine below.`)).toMatchObject({ replyText: 'Mine below.', quotedText: quoted })
  })

  test.each([
    '*On Tue, Nov 24, 2026 at 3:12 PM Support <s@shop.example> wrote:*',
    'Wiadomość napisana przez Pomoc <s@shop.example> w dniu 24.11.2026, o godz. 15:12:',
    'Поддержка <s@shop.example> писал(а) в своём письме Tue, 24 Nov 2026 15:12:33 +0300:',
    'Dana 24. 11. 2026. u 15:12, korisnik Podrška <s@shop.example> napisao je:',
    'في ٢٤ نوفمبر ٢٠٢٦، الساعة ٣:١٢ م، كتب Support <s@shop.example>:',
  ])('without any mark: %s', (attribution) => {
    expect(foldReply(`Mine above.\n\n${attribution}\n\nDoes Tuesday work?`).replyText).toBe('Mine above.')
  })

  test('a colleague who is cited in a sentence is no attribution', () => {
    const text = 'Your colleague wrote:\n> You get a refund.\n\nIs that right?'
    expect(foldReply(text).replyText).toBe(text)
  })
})

describe('headers of quoted mails', () => {
  test.each([
    'Subject: RE: x\nDate: Tue, 24 Nov 2026 15:12:33 +0100\nFrom: s@shop.example\nTo: ana@post.example',
    'To: ana@post.example\nFrom: s@shop.example\nDate: Tue, 24 Nov 2026 15:12:33 +0100\nSubject: RE: x',
    '----- Mail original -----\nDe: "S" <s@shop.example>\nÀ: "Ana" <ana@free.example>\nEnvoyé: Mardi 24 Novembre 2026 15:12:33\nObjet: x',
    '---------- Původní e-mail ----------\nOd: S <s@shop.example>\nKomu: ana@post.example\nDatum: 24. 11. 2026 15:12:33\nPředmět: x',
    'Kimden: Destek\nGönderilme Tarihi: 24 Kasım 2026 Salı 15:12\nKime: Ana\nKonu: x',
    '发件人：Support\n日 期：2026年11月24日 15:12\n收件人：Ana\n主 题：x',
    'จาก: Support <s@shop.example>\nส่ง: วันอังคารที่ 24 พฤศจิกายน 2026 15:12\nถึง: Ana\nเรื่อง: x',
    'Saatja: Tugi <s@shop.example>\nSaadetud: teisipäev, 24. november 2026 15:12\nAdressaat: Ana\nTeema: x',
    '-------- Original message --------From: S <s@shop.example> Date: 24/11/2026  15:12  (GMT+01:00) To: Ana Subject: x',
    '------ Wxyz abcd ------\nFrom: S <s@shop.example>\nSent: Tuesday, November 24, 2026 3:12 PM\nTo: Ana\nSubject: x',
  ])('%s', (header) => {
    expect(foldReply(`Fine.\n\n${header}\n\nDoes Tuesday work?`)).toMatchObject({
      replyText: 'Fine.',
      quotedText: `${header}\n\nDoes Tuesday work?`,
    })
  })

  test.each([
    'From: Hamburg\nTo: Munich\nDate: 3 December\nSubject: piano',
    'Von: Hamburg\nAn: München\nDatum: 3. Dezember\nBetreff: Klavier',
    'De: Lyon\nÀ: Paris\nDate: le 3 décembre\nObjet: piano',
    'Date: 3 December\nFrom: Hamburg\nTo: Munich\nSubject: piano',
  ])('a list of one’s own is none: %s', (list) => {
    const text = `Hello,\nmy data:\n\n${list}\n\nCan you move it? Price please.`
    expect(foldReply(text, { subject: 'Re: Delivery' })).toMatchObject({ replyText: text, quotedText: '' })
  })
})

describe('what programs write below a mail is folded with the signature', () => {
  test.each([
    'Sent from my phone. Please excuse brevity.',
    'Obtenir Outlook pour Android',
    'Yahoo Mail: Search, Organize, Conquer',
    '---\nThis email has been checked for viruses by Avast antivirus software.\nhttps://www.avast.com/antivirus',
    '<https://www.avast.com/sig-email> Virus-free. www.avast.com',
    'Please consider the environment before printing this e-mail.',
    '*****************\nAna Meier\nana@meier.example\n*****************',
    'Ana Meier | Head of Sales | +49 30 1234567',
    '[image: logo.png]\nAna Meier | Sales | Meier GmbH\nT: +49 30 1234567 | ana@meier.example',
    'Ana Meier\nHead of Purchasing\nMeier GmbH\nTel. +49 30 1234567',
    '/Ana',
  ])('%s', (signature) => {
    expect(foldReply(`Please cancel it.\n\n${signature}`)).toEqual({
      replyText: 'Please cancel it.',
      quotedText: '',
      signature,
    })
  })

  test('an address to deliver to is none', () => {
    for (const text of [
      'Deliver to:\n\nAna Meier\nMeier GmbH\nTel. +49 30 1234567',
      'My new address.\n\nAna Meier\nStreet 1\n10115 Berlin',
    ]) {
      expect(foldReply(text).replyText).toBe(text)
    }
  })

  test('inline PGP leaves the words it signs', () => {
    const text =
      '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nPlease cancel it.\n\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n=abcd\n-----END PGP SIGNATURE-----'
    const folded = foldReply(text)
    expect(folded).toMatchObject({ replyText: 'Please cancel it.', quotedText: '' })
    expect(letters(folded.replyText + folded.signature)).toBe(letters(text))
  })
})

describe('nothing is folded to nothing', () => {
  test.each([
    'On Tue, Nov 24, 2026 at 3:12 PM Support <s@shop.example> wrote:\n\n> Does Tuesday work?',
    '> Please help with my order K77',
    'From: S <s@shop.example>\nSent: Tuesday, November 24, 2026 3:12 PM\nTo: Ana\nSubject: x\n\nHello',
    '-----Original Message-----\nFrom: S\n\nHello',
  ])('%s', (text) => {
    expect(foldReply(text, { subject: 'Re: x' })).toMatchObject({ replyText: text, quotedText: '' })
  })

  test('in HTML', () => {
    for (const html of [
      '<div class="gmail_quote"><div>Please help with my order K77</div></div>',
      '<blockquote type="cite">Please help with my order K77</blockquote>',
      '<div class="yahoo_quoted"><p>Please help with my order K77</p></div>',
    ]) {
      expect(htmlToText(foldHtmlReply(html).replyHtml)).toContain('K77')
      expect(foldReply(htmlToText(html)).replyText).toContain('K77')
    }
  })
})

describe('answers between the quotes of a mail program’s own container', () => {
  const attribution = 'On Sat, Nov 28, 2026 at 10:00 AM S &lt;s@shop.test&gt; wrote:<br>'
  test.each([
    [
      'Gmail',
      `<div class="gmail_quote"><div class="gmail_attr">${attribution}</div><blockquote class="gmail_quote">Which?</blockquote><div>K2</div><blockquote class="gmail_quote">When?</blockquote><div>Monday</div></div>`,
    ],
    [
      'Proton',
      `<div class="protonmail_quote">${attribution}<blockquote class="protonmail_quote" type="cite">Which?</blockquote><p>K2</p><blockquote class="protonmail_quote" type="cite">When?</blockquote><p>Monday</p></div>`,
    ],
    [
      'Apple',
      `<div><blockquote type="cite"><div>${attribution}</div>Which?</blockquote><div>K2</div><blockquote type="cite">When?</blockquote><div>Monday</div></div>`,
    ],
    [
      'Thunderbird',
      `<div class="moz-cite-prefix">${attribution}</div><blockquote type="cite">Which?</blockquote>K2<blockquote type="cite">When?</blockquote>Monday`,
    ],
  ])('%s', (_program, html) => {
    const shown = htmlToText(foldHtmlReply(html).replyHtml)
    const { replyText } = foldReply(htmlToText(html))
    for (const each of [shown, replyText]) expect(each).toMatch(/K2[^]*Monday/)
    // An answer carries no mark of a quote.
    expect(replyText).toMatch(/^K2$/m)
  })

  test('an attribution in no language that is known goes with its quote', () => {
    for (const html of [
      'Mine.<div class="gmail_quote"><div class="gmail_attr">Zz 28 qq, S &lt;s@shop.test&gt; ww<br></div><blockquote class="gmail_quote">Old</blockquote></div>',
      'Mine.<div class="moz-cite-prefix">Zz 28 qq S<br></div><blockquote type="cite">Old</blockquote>',
      'Mine.<p id="reply-intro">Zz 28 qq S</p><blockquote type="cite">Old</blockquote>',
    ]) {
      expect(htmlToText(foldHtmlReply(html).replyHtml)).toBe('Mine.')
      expect(foldReply(htmlToText(html)).replyText).toBe('Mine.')
    }
  })
})

test('of flowed text, a line of one’s own that begins with ">" is no quote', async () => {
  const { replyText, quotedText } = await readMail(
    Buffer.from(
      'From: a@b.test\r\nSubject: Re: x\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n\r\nI need\r\n >5 of each\r\n >=2 of the last\r\n\r\nOn 24/11/2026 15:12, S wrote:\r\n> How \r\n> many?\r\n',
    ),
  )
  expect(replyText).toBe('I need\n >5 of each\n >=2 of the last')
  expect(quotedText).toBe('On 24/11/2026 15:12, S wrote:\n> How many?')
})
