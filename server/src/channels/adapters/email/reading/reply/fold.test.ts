import { describe, expect, test } from 'vitest'
import { foldReply } from './fold.ts'

const own = 'Please send it again.'

describe('text that must not be folded', () => {
  test.each([
    ['a day and a colon', 'On Monday:\n\nyour courier came.\n\nOn Tuesday:\n\nnobody came.'],
    ['what the customer wrote', 'On 5 May 2026 at 10:00 I wrote:\n\nwhere is my order? Nobody answered.'],
    ['a journey', 'I want to go\n\nFrom: London\nTo: Paris\nDate: 5 May 2026\n\nin the morning.'],
    ['an appointment', 'Can we meet?\n\nDate: 5 May 2026\nTime: 10:00\n\nThank you'],
    ['a contact form', 'From: Ana Costa <ana@post.example>\nSubject: Order 17\n\nMessage:\nWhere is it?'],
    ['a list', 'Please send:\n- milk\n- bread'],
    ['a list of one', 'I need one thing.\n\nThis:\n- tea'],
    ['an address to deliver to', 'My new address is:\n\nAna Costa\n12 Main Street\n+351 21 555 0199'],
    ['particulars below a name', 'It never came.\n\nAna Costa\nOrder 12345'],
    ['particulars below a closing', 'It never came.\n\nRegards,\nAna Costa\nCustomer no. 7781'],
    ['a table', 'Item     Count\n--------------\nTea      2\nIt is for my mother. Please hurry.'],
    ['thanks at the end', 'Could you look at it?\n\nThanks!'],
    ['thanks at the start', 'Thanks,\n\nbut it is still broken.'],
    ['a sentence about being sent', 'Which courier?\n\nSent from my desk, is much easier then my mobile phone.'],
    ['a word about a courier', 'How did it go?\nSent via DHL'],
    ['one quoted line in the middle', 'You say\n> delivery takes two days\nbut it took nine.'],
    ['nothing but a signature', '-- \nAna Costa'],
    ['an email address in prose', 'I wrote to bob@shop.example on 5 May at 10:00: no answer.\nWhat now?'],
  ])('%s', (_, text) => {
    expect(foldReply(text, { senderName: 'Ana Costa', senderAddress: 'ana@post.example' })).toEqual({
      replyText: text,
      quotedText: '',
      signature: '',
    })
  })

  test('a mail that is passed on', () => {
    const forwarded =
      'Is this yours?\n\nFrom: Shop <shop@shop.example>\nSent: Monday, May 5, 2026 10:00\nTo: Ana\nSubject: Bill\n\nPay now'
    expect(foldReply(forwarded, { subject: 'FW: Bill' }).quotedText).toBe('')
    expect(foldReply(forwarded, { subject: 'RE: Bill' }).quotedText).toMatch(/^From: Shop/)
  })

  test('an answer below the quote, and answers between quotes', () => {
    expect(foldReply('On 5 May 2026, Ana <a@b.example> wrote:\n> Blue?\n\nRed, please.').replyText).toBe('Red, please.')
    const between = 'On 5 May 2026, Ana <a@b.example> wrote:\n> Blue?\nno\n> Red?\nyes'
    expect(foldReply(between).replyText).toBe(between)
  })

  test('a short answer right below a long quoted line', () => {
    const { replyText } = foldReply(
      'On 5 May 2026, Ana <a@b.example> wrote:\n> Do you want to have it sent to your new address or to the old one in Porto?\nnew\n> Thanks',
    )
    expect(replyText).toContain('new')
  })
})

describe('the line above a quote, in many languages', () => {
  test.each([
    'On Mon, 5 May 2026 at 10:00, Ana Costa <ana@post.example> wrote:',
    'On May 5, 2026, at 10:00 AM, Ana Costa wrote:',
    'On Mon, May 5, 2026 at 10:00 AM Ana Costa <\nana@post.example> wrote:',
    'Am 05.05.26 um 10:00 schrieb Ana Costa:',
    'Am Mo., 5. Mai 2026 um 10:00 Uhr schrieb Ana Costa <ana@post.example>:',
    'Le lun. 5 mai 2026 à 10:00, Ana Costa <ana@post.example> a écrit :',
    'El lun, 5 may 2026 a las 10:00, Ana Costa (<ana@post.example>) escribió:',
    'Il giorno lun 5 mag 2026 alle ore 10:00 Ana Costa <ana@post.example> ha scritto:',
    'Em seg., 5 de mai. de 2026 às 10:00, Ana Costa <ana@post.example> escreveu:',
    'Op ma 5 mei 2026 om 10:00 schreef Ana Costa <ana@post.example>:',
    'Den mån 5 maj 2026 kl 10:00 skrev Ana Costa <ana@post.example>:',
    'man. 5. maj 2026 kl. 10.00 skrev Ana Costa <ana@post.example>:',
    'ma 5. toukok. 2026 klo 10.00 Ana Costa (ana@post.example) kirjoitti:',
    'pon., 5 maj 2026 o 10:00 Ana Costa <ana@post.example> napisał(a):',
    'po 5. 5. 2026 v 10:00 odesílatel Ana Costa <ana@post.example> napsal:',
    'Ana Costa <ana@post.example> ezt írta (időpont: 2026. máj. 5., H, 10:00):',
    'пн, 5 мая 2026 г. в 10:00, Ana Costa <ana@post.example>:',
    '5 May 2026 Pzt 10:00 tarihinde Ana Costa <ana@post.example> şunu yazdı:',
    'Vào Th 2, 5 thg 5, 2026 vào lúc 10:00 Ana Costa <ana@post.example> đã viết:',
    'Ana Costa <ana@post.example> 于2026年5月5日周一 10:00写道:',
    '2026年5月5日(月) 10:00 Ana Costa <ana@post.example>:',
    '2026년 5월 5일 (월) 오전 10:00, Ana Costa <ana@post.example>님이 작성:',
    '---- On Mon, 05 May 2026 10:00:00 +0200 Ana Costa <ana@post.example> wrote ----',
  ])('%s', (line) => {
    const marked = `${own}\n\n${line}\n\n> Where is it?\n> Ana`
    expect(foldReply(marked)).toEqual({ replyText: own, quotedText: marked.slice(own.length + 2), signature: '' })
    const unmarked = `${own}\n\n${line}\n\nWhere is it?`
    expect(foldReply(unmarked).replyText).toBe(own)
  })
})

describe('the header above a quote, in many languages', () => {
  test.each([
    'From: Ana Costa <ana@post.example>\nSent: Monday, May 5, 2026 10:00 AM\nTo: Help <help@shop.example>\nSubject: Order',
    '*From:* Ana Costa\n*Sent:* Monday, May 5, 2026 10:00 AM\n*To:* Help\n*Subject:* Order',
    'Von: Ana Costa\nGesendet: Montag, 5. Mai 2026 10:00\nAn: Help\nBetreff: Bestellung',
    'De : Ana Costa\nEnvoyé : lundi 5 mai 2026 10:00\nÀ : Help\nObjet : Commande',
    'De: Ana Costa\nEnviado el: lunes, 5 de mayo de 2026 10:00\nPara: Help\nAsunto: Pedido',
    'De: Ana Costa\nEnviada em: segunda-feira, 5 de maio de 2026 10:00\nPara: Help\nAssunto: Pedido',
    'Da: Ana Costa\nInviato: lunedì 5 maggio 2026 10:00\nA: Help\nOggetto: Ordine',
    'Van: Ana Costa\nVerzonden: maandag 5 mei 2026 10:00\nAan: Help\nOnderwerp: Bestelling',
    'Från: Ana Costa\nSkickat: den 5 maj 2026 10:00\nTill: Help\nÄmne: Order',
    'Fra: Ana Costa\nSendt: 5. maj 2026 10:00\nTil: Help\nEmne: Ordre',
    'Lähettäjä: Ana Costa\nLähetetty: maanantai 5. toukokuuta 2026 10.00\nVastaanottaja: Help\nAihe: Tilaus',
    'Od: Ana Costa\nWysłano: poniedziałek, 5 maja 2026 10:00\nDo: Help\nTemat: Zamówienie',
    'Od: Ana Costa\nOdesláno: pondělí 5. května 2026 10:00\nKomu: Help\nPředmět: Objednávka',
    'Feladó: Ana Costa\nElküldve: 2026. május 5. 10:00\nCímzett: Help\nTárgy: Rendelés',
    'От: Ana Costa\nОтправлено: 5 мая 2026 г. 10:00\nКому: Help\nТема: Заказ',
    'Kimden: Ana Costa\nGönderilme: 5 Mayıs 2026 10:00\nKime: Help\nKonu: Sipariş',
    '发件人: Ana Costa\n发送时间: 2026年5月5日 10:00\n收件人: Help\n主题: 订单',
    '差出人: Ana Costa\n送信日時: 2026年5月5日 10:00\n宛先: Help\n件名: 注文',
    '________________________________\nFrom: Ana Costa <ana@post.example>\nSent: Monday\nTo: Help\nSubject: Order',
    '-----Ursprüngliche Nachricht-----\nVon: Ana Costa',
    "-------- Message d'origine --------",
    '-----Mensaje original-----',
    '##- Please type your reply above this line -##',
    '-------- Исходное сообщение --------',
  ])('%s', (block) => {
    const text = `${own}\n\n${block}\n\nWhere is it?\nAna`
    expect(foldReply(text, { subject: 'Re: x' })).toEqual({
      replyText: own,
      quotedText: text.slice(own.length + 2),
      signature: '',
    })
  })
})

describe('signatures', () => {
  test.each([
    ['-- \nAna Costa\nhttps://post.example'],
    ['Kind regards,\nAna'],
    ['Mit freundlichen Grüßen\n\nAna Costa\nTel. +49 30 5550199'],
    ['Cordialement,\nAna Costa'],
    ['Saludos cordiales,\nAna'],
    ['Met vriendelijke groet,\n\nAna Costa'],
    ['С уважением,\nАна'],
    ['Ana Costa\n+351 21 555 0199'],
    ['- Ana'],
    ['Sent from my iPhone'],
    ['Von meinem iPhone gesendet'],
    ['Gesendet mit der GMX iPhone App'],
    ['Envoyé de mon iPhone'],
    ['Enviado desde mi iPhone'],
    ['Enviado do meu iPhone'],
    ['Inviato da iPhone'],
    ['Verstuurd vanaf mijn iPhone'],
    ['Skickat från min iPhone'],
    ['Lähetetty iPhonesta'],
    ["Wysłane z iPhone'a"],
    ['Отправлено с iPhone'],
    ['iPhoneから送信'],
    ['发自我的iPhone'],
    ['나의 iPhone에서 보냄'],
    ["iPhone'umdan gönderildi"],
    ['Get Outlook for Android<https://aka.ms/AAb9ysg>'],
    ['Sent from Yahoo Mail for iPhone'],
    ['Sent via the Samsung Galaxy S9, an AT&T 5G smartphone'],
  ])('%s', (signature) => {
    expect(foldReply(`${own}\n\n${signature}`, { senderName: 'Ana Costa', senderAddress: 'ana@post.example' })).toEqual(
      {
        replyText: own,
        quotedText: '',
        signature,
      },
    )
  })

  test('above and below a quote', () => {
    expect(
      foldReply(
        `${own}\n\nSent from my iPhone\n\n> On 5 May 2026, Ana <a@b.example> wrote:\n> Where?\n\n-- \nThe list`,
      ),
    ).toEqual({
      replyText: own,
      quotedText: '> On 5 May 2026, Ana <a@b.example> wrote:\n> Where?',
      signature: 'Sent from my iPhone\n\n-- \nThe list',
    })
  })
})
