import { expect, test } from 'vitest'
import { foldReply } from '../reading.ts'

// Whole replies as mail programs of many makers and languages put them together.
const options = { subject: 'Re: Order', senderName: 'Ana Costa', senderAddress: 'ana@post.example' }

test.each([
  [
    'interleaved',
    'On 3 Mar 2026, at 16:05, Shop <s@shop.example> wrote:\n\n> Which colour?\n\nBlue.\n\n> Which size?\n\nLarge.\n',
    'On 3 Mar 2026, at 16:05, Shop <s@shop.example> wrote:\n\n> Which colour?\n\nBlue.\n\n> Which size?\n\nLarge.',
  ],
  [
    'top with disclaimer',
    'It works.\n\nAna\n\nThis e-mail and any attachments are confidential and intended solely for the addressee. If you are not the intended recipient, please delete it.\n\nFrom: Shop <s@shop.example>\nSent: 03 March 2026 16:05\nTo: Ana\nSubject: RE: Order\n\nDoes it?',
    'It works.',
  ],
  [
    'antivirus',
    'It works.\n\n-- \nDiese E-Mail wurde von Avast-Antivirussoftware auf Viren geprüft.\nwww.avast.com',
    'It works.',
  ],
  [
    'nested',
    'Yes.\n\nOn 4 Mar 2026, at 10:00, Shop <s@shop.example> wrote:\n> Sure?\n>\n> On 3 Mar 2026, at 16:05, Ana <ana@post.example> wrote:\n>> Where is it?\n',
    'Yes.',
  ],
  ['no blank', 'Yes.\nOn 4 Mar 2026, at 10:00, Shop <s@shop.example> wrote:\n> Sure?\n', 'Yes.'],
  [
    'attribution on 3 lines',
    'Yes.\n\nOn Wed, 4 Mar 2026 at 10:00\nShop Support Team\n<support@shop.example> wrote:\n\n> Sure?\n',
    'Yes.',
  ],
  ['crlf', 'Yes.\r\n\r\nOn 4 Mar 2026, at 10:00, Shop <s@shop.example> wrote:\r\n> Sure?\r\n', 'Yes.'],
  ['bar quotes', 'Yes.\n\nOn 4 Mar 2026, at 10:00, Shop <s@shop.example> wrote:\n| Sure?\n| Really?', 'Yes.'],
  ['colon quotes', 'Yes.\n\nShop <s@shop.example> wrote on 4 Mar 2026:\n: Sure?\n', 'Yes.'],
  ['indented plain', 'Yes.\n\nOn 4 Mar 2026 at 10:00, Shop wrote:\n\n    Sure?\n    Really?', 'Yes.'],
  [
    'outlook no subject',
    'Yes.\n\n________________________________\nFrom: Shop <s@shop.example>\nSent: Wednesday, March 4, 2026 10:00:00 AM\nTo: Ana <ana@post.example>\n\nSure?',
    'Yes.',
  ],
  ['zendesk line', 'Yes.\n\n##- Please type your reply above this line -##\n\nHello Ana', 'Yes.'],
  ['our line', 'Yes.\n\n--- Please reply above this line ---\n\nHello Ana', 'Yes.'],
  [
    'intercom-like',
    'Yes.\n\nOn Wed, Mar 4, 2026 at 10:00 AM, "Shop Support" <support@shop.example> wrote:\n\nHello Ana,\n\nsure?',
    'Yes.',
  ],
  ['only quote', '> Where is it?\n> Ana', '> Where is it?\n> Ana'],
  ['url w/ quote', 'See https://x.example/a>b\n\n> q', 'See https://x.example/a>b'],
  [
    'greeting only sig',
    'Hallo,\n\nbitte stornieren Sie die Bestellung 4711.\n\nMit freundlichen Grüßen\n\nAna Costa\n\n--\nAna Costa · Musterweg 1 · 12345 Berlin',
    'Hallo,\n\nbitte stornieren Sie die Bestellung 4711.',
  ],
  ['name after newline no closing', 'Please cancel order 4711.\n\nAna', 'Please cancel order 4711.'],
  [
    'PS below',
    'Please cancel order 4711.\n\nRegards,\nAna\n\nPS: And send me the invoice, please.',
    'Please cancel order 4711.\n\nRegards,\nAna\n\nPS: And send me the invoice, please.',
  ],
  [
    'phone asked',
    'You can call me at:\n\nAna Costa\n+44 20 7946 0000',
    'You can call me at:\n\nAna Costa\n+44 20 7946 0000',
  ],
  ['dash list', 'Missing:\n- lid\n- handle', 'Missing:\n- lid\n- handle'],
  ['thanks end', 'It is here now, thanks\n\nAna', 'It is here now, thanks'],
  [
    'yahoo jp',
    'はい。\n\n----- Original Message -----\nFrom: Shop <s@shop.example>\nTo: ana@post.example\nDate: 2026/3/4, Wed 10:00\nSubject: Re: x\n\n届きましたか',
    'はい。',
  ],
  ['docomo', 'はい。\n\n-----元のメッセージ-----\n差出人: Shop <s@shop.example>', 'はい。'],
  [
    'de outlook 2016 table',
    'Ja.\n\n \n\nVon: Shop [mailto:s@shop.example] \nGesendet: Mittwoch, 4. März 2026 10:00\nAn: Ana\nBetreff: AW: x\n\nSicher?',
    'Ja.',
  ],
  [
    'Antwort an',
    'Ja.\n\nAm 04.03.2026 um 10:00 schrieb Shop Support via Throughline <reply+abc@shop.example>:\n\n> Sicher?',
    'Ja.',
  ],
  [
    'nl outlook',
    'Ja.\n\nVan: Shop <s@shop.example>\nDatum: woensdag 4 maart 2026 om 10:00\nAan: Ana\nOnderwerp: Re: x\n\nZeker?',
    'Ja.',
  ],
  [
    'fr free',
    'Oui.\n\nDe: "Shop" <s@shop.example>\nÀ: "ana" <ana@post.example>\nEnvoyé: Mercredi 4 Mars 2026 10:00:00\nObjet: Re: x\n\nVraiment ?',
    'Oui.',
  ],
  [
    'fr sfr',
    'Oui.\n\n> Message du 04/03/26 10:00\n> De : "Shop" <s@shop.example>\n> A : ana@post.example\n> Copie à : \n> Objet : Re: x\n> \n> Vraiment ?',
    'Oui.',
  ],
  ['it libero', 'Sì.\n\n> Il 04/03/2026 10:00 Shop <s@shop.example> ha scritto:\n> \n> Davvero?', 'Sì.'],
  [
    'web.de',
    'Ja.\n\nGesendet: Mittwoch, 04. März 2026 um 10:00 Uhr\nVon: Shop <s@shop.example>\nAn: ana@post.example\nBetreff: Re: x\nSicher?',
    'Ja.',
  ],
  [
    't-online',
    'Ja.\n\n-----Original-Nachricht-----\nBetreff: Re: x\nDatum: 2026-03-04T10:00:00+0100\nVon: "Shop" <s@shop.example>\nAn: "ana@post.example"\n\nSicher?',
    'Ja.',
  ],
  ['1und1', 'Ja.\n\n> Shop <s@shop.example> hat am 04.03.2026 10:00 geschrieben:\n> \n>  \n> Sicher?', 'Ja.'],
  ['pl wp', 'Tak.\n\nDnia 4 marca 2026 10:00 Shop <s@shop.example> napisał(a):\n\n> Na pewno?', 'Tak.'],
  ['onet', 'Tak.\n\nW dniu 2026-03-04 10:00:00 użytkownik Shop <s@shop.example> napisał:\n> Na pewno?', 'Tak.'],
  ['ru rambler', 'Да.\n\n04.03.2026, 10:00, "Shop" <s@shop.example>:\n\nТочно?', 'Да.'],
  [
    'zh foxmail',
    '好的。\n\n \n发件人： Shop\n发送时间： 2026-03-04 10:00\n收件人： ana\n主题： Re: x\n确定吗？',
    '好的。',
  ],
  [
    'zh 163',
    '好的。\n\n---- 回复的原邮件 ----\n| 发件人 | Shop<s@shop.example> |\n| 发送日期 | 2026年03月04日 10:00 |\n| 收件人 | ana |\n| 主题 | Re: x |\n确定吗？',
    '好的。',
  ],
  [
    'ko naver',
    '네.\n\n-----Original Message-----\nFrom: "Shop" <s@shop.example>\nTo: <ana@post.example>;\nSent: 2026-03-04 (수) 10:00:00 (GMT+09:00)\nSubject: Re: x\n\n확실해요?',
    '네.',
  ],
  [
    'pt uol',
    'Sim.\n\n------------------------\nDe: Shop <s@shop.example>\nEnviada: Quarta-feira, 4 de Março de 2026 10:00\nPara: ana@post.example\nAssunto: Re: x\n\nMesmo?',
    'Sim.',
  ],
  [
    'es telefonica',
    'Sí.\n\n----- Mensaje original -----\nDe: "Shop" <s@shop.example>\nPara: ana@post.example\nEnviados: Miércoles, 4 de Marzo 2026 10:00:00\nAsunto: Re: x\n\n¿Seguro?',
    'Sí.',
  ],
  [
    'blackberry',
    'Yes.\n\nSent from my BlackBerry 10 smartphone.\n  Original Message  \nFrom: Shop\nSent: Wednesday, March 4, 2026 10:00\nTo: Ana\nSubject: Re: x\n\nSure?',
    'Yes.',
  ],
  [
    'windows phone',
    'Yes.\n\nSent from my Windows Phone\n________________________________\nFrom: Shop<mailto:s@shop.example>\nSent: 04/03/2026 10:00\nTo: Ana<mailto:ana@post.example>\nSubject: Re: x\n\nSure?',
    'Yes.',
  ],
  ['spark', 'Yes.\n\nSent from Spark\nOn 4 Mar 2026 at 10:00 +0100, Shop <s@shop.example>, wrote:\n> Sure?', 'Yes.'],
  ['hey', 'Yes.\n\nOn March 4, 2026, Shop <s@shop.example> wrote:\n\nSure?', 'Yes.'],
  ['front', 'Yes.\n\nOn March 4, 2026 at 10:00 AM GMT+1 s@shop.example wrote:\n\nSure?', 'Yes.'],
  [
    'superhuman',
    'Yes.\n\nSent via Superhuman ( https://sprh.mn/?x )\n\nOn Wed, Mar 04, 2026 at 10:00 AM, Shop < s@shop.example > wrote:\n\n> Sure?',
    'Yes.',
  ],
  ['mutt', 'Yes.\n\nOn Wed, Mar 04, 2026 at 10:00:00AM +0100, Shop wrote:\n> Sure?\n\n-- \nAna', 'Yes.'],
  ['gnus', 'Shop <s@shop.example> writes:\n\n> Sure?\n\nYes.\n', 'Yes.'],
  ['kmail', 'Am Mittwoch, 4. März 2026, 10:00:00 CET schrieb Shop:\n> Sicher?\n\nJa.', 'Ja.'],
  ['pine', 'Yes.\n\nOn Wed, 4 Mar 2026, Shop wrote:\n\n> Sure?', 'Yes.'],
  ['roundcube', 'Yes.\n\nOn 2026-03-04 10:00, Shop wrote:\n> Sure?', 'Yes.'],
  ['rainloop', 'Yes.\n\nMarch 4, 2026 10:00 AM, "Shop" <s@shop.example> wrote:\n\n> Sure?', 'Yes.'],
  [
    'horde de',
    'Ja.\n\n----- Nachricht von Shop <s@shop.example> ---------\n     Datum: Wed, 04 Mar 2026 10:00:00 +0100\n       Von: Shop <s@shop.example>\n   Betreff: Re: x\n        An: ana@post.example\n\n\n> Sicher?\n\n\n----- Ende der Nachricht von Shop <s@shop.example> -----',
    'Ja.',
  ],
  ['squirrel', 'Yes.\n\n> Sure?\n> Shop', 'Yes.'],
])('what is new in a reply is told from the rest: %s', (_, text, reply) => {
  expect(foldReply(text, options).replyText.trim()).toBe(reply)
})
