import { expect, test } from 'vitest'
import { chooseByMatter } from './choose-by-matter.ts'
import { describeMatter } from './matter.ts'

const now = new Date('2026-03-02T09:00:00Z')

type Mail = [subject: string, text: string]
const issuesByLanguage: Record<string, Mail[]> = {
  de: [
    ['Kaffeemaschine undicht', 'Guten Tag,\n\ndie Kaffeemaschine tropft seit gestern.\n\nViele Grüße\nJürgen Müller'],
    ['Rechnung falsch', 'Auf Rechnung Nr. RE-2026-0815 fehlt unsere Umsatzsteuer-ID. Kundennummer 99881.'],
  ],
  fr: [
    ['Lampe de bureau cassée', "Bonjour,\n\nla lampe que j'ai achetée clignote.\n\nCordialement,\nChloé Dubois"],
    ['Remboursement', 'Je vous ai retourné deux vestes. Commande n° 88123.'],
  ],
  es: [
    ['Lámpara rota', 'Hola:\n\nla lámpara parpadea y se apaga.\n\nUn saludo\nInés García'],
    ['Devolución', 'Devolví dos chaquetas del pedido 55012 y no veo el dinero.'],
  ],
  nl: [
    ['Lamp kapot', 'Goedemiddag,\n\nde bureaulamp knippert.\n\nMet vriendelijke groet,\nNoor Bakker'],
    ['Terugbetaling', 'Ik heb twee jassen teruggestuurd. Bestelnummer 70331.'],
  ],
  it: [
    ['Lampada rotta', 'Buongiorno,\n\nla lampada lampeggia.\n\nCordiali saluti\nRosa Rossi'],
    ['Rimborso', "Ho reso due giacche dell'ordine n. 30112."],
  ],
  pt: [
    ['Candeeiro avariado', 'Olá,\n\no candeeiro pisca.\n\nCumprimentos\nAna Costa'],
    ['Reembolso', 'Devolvi dois casacos da encomenda 61220.'],
  ],
  sv: [
    ['Trasig lampa', 'Hej,\n\nlampan blinkar.\n\nVänliga hälsningar\nSøren Jensen'],
    ['Återbetalning', 'Jag har skickat tillbaka två jackor, ordernummer 45510.'],
  ],
  pl: [
    ['Zepsuta lampa', 'Dzień dobry,\n\nlampa migocze.\n\nPozdrawiam\nEwa Kowalska'],
    ['Zwrot pieniędzy', 'Odesłałam dwie kurtki, zamówienie nr 81234.'],
  ],
  tr: [['Bozuk lamba', 'Merhaba, masa lambası yanıp sönüyor. Sipariş no: 456123']],
  ru: [['Сломалась лампа', 'Здравствуйте! Лампа мигает. Номер заказа 123456.']],
  ja: [['ランプの故障', '注文番号：12345678 のランプが点滅します。']],
}

type Verdict = 'joins' | 'links' | 'opens'
const cases: [title: string, language: string, mail: Mail, verdict: Verdict, index?: number, only?: boolean][] = [
  [
    '"Gibt es schon Neuigkeiten?" joins the only open issue',
    'de',
    ['Nachfrage', 'Hallo, gibt es schon Neuigkeiten?\n\nMfG\nJ. Müller'],
    'joins',
    0,
    true,
  ],
  [
    '"ich warte noch immer auf eine Antwort" joins the only open issue',
    'de',
    ['', 'Ich warte noch immer auf eine Antwort.'],
    'joins',
    0,
    true,
  ],
  [
    '"Gibt es etwas Neues zur Kaffeemaschine?" joins what speaks of it',
    'de',
    ['Stand', 'Gibt es etwas Neues zur Kaffeemaschine?'],
    'joins',
    0,
  ],
  ['"AW:" with the same subject joins', 'de', ['AW: AW: Kaffeemaschine undicht', 'Das Foto hängt an.'], 'joins', 0],
  [
    'a German invoice number joins in another spelling',
    'de',
    ['Korrektur', 'Es geht um Rechnungsnummer RE 2026-0815, siehe re-2026-0815.'],
    'joins',
    1,
  ],
  [
    '"Eine andere Frage" opens an issue',
    'de',
    ['Eine andere Frage', 'Verkaufen Sie auch Filter für die Kaffeemaschine?'],
    'opens',
  ],
  [
    'a German customer number joins nothing',
    'de',
    ['Adresse', 'Neue Adresse für Kundennummer 99881: Lindenweg 5.'],
    'opens',
  ],
  ['"Vielen Dank!" joins the only open issue', 'de', ['', 'Vielen Dank!'], 'joins', 0, true],

  [
    '"Avez-vous des nouvelles ?" joins the only open issue',
    'fr',
    ['Relance', 'Bonjour, avez-vous des nouvelles ?\n\nCordialement\nChloé'],
    'joins',
    0,
    true,
  ],
  [
    '"toujours pas de réponse" joins the only open issue',
    'fr',
    ['', "Bonjour, je n'ai toujours pas de réponse de votre part."],
    'joins',
    0,
    true,
  ],
  [
    '"RE :" with a blank before the colon is an answer',
    'fr',
    ['RE : Lampe de bureau cassée', 'Voici la photo.'],
    'joins',
    0,
  ],
  ['a French order number joins', 'fr', ['Vestes', "Je n'ai rien reçu pour la commande numéro 88123."], 'joins', 1],
  ['"Une autre question" opens an issue', 'fr', ['Une autre question', 'Livrez-vous en Belgique ?'], 'opens'],

  ['"¿Hay alguna novedad?" joins the only open issue', 'es', ['', '¿Hay alguna novedad?'], 'joins', 0, true],
  [
    '"sigo esperando" joins the only open issue',
    'es',
    ['Recordatorio', 'Hola, sigo esperando una respuesta. Gracias.'],
    'joins',
    0,
    true,
  ],
  ['a Spanish order number joins', 'es', ['Dinero', '¿Dónde está el dinero del pedido nº 55012?'], 'joins', 1],
  ['"Otra consulta" opens an issue', 'es', ['Otra consulta', '¿Tienen mesas?'], 'opens'],

  ['"Is er al nieuws?" joins the only open issue', 'nl', ['', 'Hallo, is er al nieuws? Groet, Noor'], 'joins', 0, true],
  [
    '"ik wacht nog steeds op antwoord" joins the only open issue',
    'nl',
    ['Herinnering', 'Ik wacht nog steeds op antwoord.'],
    'joins',
    0,
    true,
  ],
  ['a Dutch order number joins', 'nl', ['Geld', 'Waar blijft het geld van bestelling 70331?'], 'joins', 1],
  ['"Een andere vraag" opens an issue', 'nl', ['Een andere vraag', 'Hebben jullie ook tafels?'], 'opens'],

  ['"Ci sono novità?" joins the only open issue', 'it', ['', 'Buongiorno, ci sono novità?'], 'joins', 0, true],
  ['an Italian order number joins', 'it', ['Soldi', 'Aspetto i soldi per ordine 30112.'], 'joins', 1],
  ['"R:" with the same subject joins', 'it', ['R: Lampada rotta', 'Ecco la foto.'], 'joins', 0],
  ['"Un\'altra domanda" opens an issue', 'it', ["Un'altra domanda", 'Spedite in Svizzera?'], 'opens'],

  ['"Há alguma novidade?" joins the only open issue', 'pt', ['', 'Bom dia, há alguma novidade?'], 'joins', 0, true],
  ['a Portuguese order number joins', 'pt', ['Dinheiro', 'Onde está o dinheiro da encomenda 61220?'], 'joins', 1],
  ['"Några nyheter?" joins the only open issue', 'sv', ['', 'Hej, några nyheter?'], 'joins', 0, true],
  ['"SV:" with the same subject joins', 'sv', ['SV: Trasig lampa', 'Här är bilden.'], 'joins', 0],
  ['"nadal czekam na odpowiedź" joins the only open issue', 'pl', ['', 'Nadal czekam na odpowiedź.'], 'joins', 0, true],
  ['a Polish order number joins', 'pl', ['Kurtki', 'Gdzie są pieniądze za zamówienie 81234?'], 'joins', 1],
  ['a Turkish order number joins', 'tr', ['lamba', 'Sipariş numarası 456123 için yazıyorum'], 'joins', 0],
  ['a Russian order number joins', 'ru', ['Вопрос', 'Что с моим заказом № 123456?'], 'joins', 0],
  ['"Есть новости?" joins the only open issue', 'ru', ['', 'Здравствуйте! Есть новости?'], 'joins', 0],
  ['a Japanese order number joins', 'ja', ['お問い合わせ', '注文番号 12345678 について'], 'joins', 0],
]

test.each(cases)('%s', (_, language, [subject, text], verdict, index, only = false) => {
  const issues = issuesByLanguage[language]!.slice(0, only ? 1 : undefined).map(([subject, text], index) => ({
    index,
    matter: describeMatter({ subject, text }),
    lastActivityAt: new Date(now.getTime() - 3 * 86_400_000),
    status: 'waiting_on_us',
  }))
  const choice = chooseByMatter(issues, describeMatter({ subject, text }), { now })
  const chosen = {
    verdict: { same: 'joins', unsure: 'links', different: 'opens' }[choice.decision],
    index: choice.decision === 'same' ? choice.issue.index : undefined,
  }
  expect(chosen, choice.wording.sentence).toEqual({ verdict, index })
})
