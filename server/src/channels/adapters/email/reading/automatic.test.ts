import { describe, expect, test } from 'vitest'
import { readMail } from './reading.ts'

async function kindOf(fields: string, text: string): Promise<string> {
  const head = `Message-ID: <1@post.example>\nContent-Type: text/plain; charset=utf-8\n`
  const from = /^from:/im.test(fields) ? '' : 'From: Ana Costa <ana@post.example>\n'
  return (await readMail(Buffer.from(`${from}${head}${fields}\n\n${text}\n`))).kind
}

describe('automatic mail is known', () => {
  test.each([
    'Automatic reply: Order',
    'Automatische Antwort: Bestellung',
    'Réponse automatique : Commande',
    'Respuesta automática: Pedido',
    'Risposta automatica: Ordine',
    'Resposta automática: Pedido',
    'Automatisch antwoord: Bestelling',
    'Odpowiedź automatyczna: Zamówienie',
    'Автоматический ответ: Заказ',
    '自動応答: 注文',
    '自動返信: 注文',
    '自动答复: 订单',
    '自動回覆: 訂單',
    '자동 회신: 주문',
    'Automatiskt svar: Order',
    'Automatisk svar: Ordre',
    'Otomatik yanıt: Sipariş',
    'Automatická odpověď: Objednávka',
    'Automatikus válasz: Rendelés',
    'Răspuns automat: Comandă',
    'Out of Office Reply: Order',
  ])('by the subject and the field of a mail server: %s', async (subject) => {
    expect(await kindOf(`X-Auto-Response-Suppress: All\nSubject: ${subject}`, 'See you.')).toBe('auto-reply')
  })

  test.each([
    ['Out of Office: Order', 'I am out of the office until Monday. I will respond when I return.'],
    ['Re: Your order (out of office)', 'I am currently out of the office and return on 5 May.'],
    ['Abwesenheitsnotiz: Ihre Bestellung', 'Ich bin bis 5. Mai nicht im Büro.'],
    ['Absence du bureau Re: Commande', 'Je suis absente jusqu’au 5 mai.'],
    ['Fuera de la oficina', 'Estaré fuera de la oficina hasta el lunes.'],
    ['Ausência temporária', 'Estou ausente até 5 de maio.'],
    ['Afwezig', 'Ik ben afwezig tot 5 mei.'],
    ['Nieobecność', 'Jestem nieobecny do 5 maja.'],
  ])('by its subject and words: %s', async (subject, text) => {
    expect(await kindOf(`Subject: ${subject}`, text)).toBe('auto-reply')
  })

  test.each([
    ['X-Autorespond:\nSubject: Hello', 'x'],
    ['X-Vacation: yes\nSubject: Hello', 'x'],
    ['X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\nSubject: Hello', 'x'],
    ['Content-Type: text/calendar; method=REPLY\nSubject: Accepted: Call', 'BEGIN:VCALENDAR'],
    ['Subject: Read: Order', 'Your message\n\n   To: Ana\n   Subject: Order\n\nwas read on 3 March 2026 16:05'],
    ['From: noreply@post.example\nSubject: We got it', 'This is an automated message. Your number is 17.'],
    ['X-Auto-Response-Suppress: OOF\nSubject: Ihre Anfrage', 'Diese E-Mail wurde automatisch erstellt.'],
  ])('by what else gives it away: %s', async (fields, text) => {
    const head = fields.startsWith('Content-Type') ? 'From: ana@post.example\nMessage-ID: <1@post.example>\n' : null
    if (head === null) expect(await kindOf(fields, text)).toBe('auto-reply')
    else expect((await readMail(Buffer.from(`${head}${fields}\n\n${text}\n`))).kind).toBe('auto-reply')
  })
})

describe('what a person wrote is not taken for it', () => {
  test.each([
    ['Subject: Out of office chairs?', 'Are you out of office chairs? I need two.'],
    ['Subject: My delivery', 'I am currently away on holiday, please deliver next week.'],
    ['Subject: Lieferung', 'Ich bin nächste Woche nicht im Büro, bitte liefern Sie später.'],
    ['Subject: Re: Automatic reply: Order', 'Your automatic reply says two days; it has been five.'],
    ['Subject: Automatic coffee machine broken', 'The automatic machine is broken.'],
    ['Subject: Help', 'Your mail says "please do not reply to this email", but I have to.'],
    ['Auto-Submitted: no\nSubject: Hello', 'x'],
  ])('%s', async (fields, text) => {
    expect(await kindOf(fields, text)).toBe('human')
  })

  test('a form on a site says that it is automatic, and carries the words of a customer', async () => {
    const form = 'From: noreply@shop.example\nReply-To: Ana Costa <ana@post.example>\nSubject: Contact form'
    const text = 'This is an automatically generated message.\n\nName: Ana\nMessage: Where is my order?'
    expect(await kindOf(form, text)).toBe('human')
  })
})
