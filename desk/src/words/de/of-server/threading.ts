import type { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const threading: Translated<typeof threadingWords> = {
  reply_address: () => 'Es kam an die Antwortadresse, die wir für dieses Anliegen und diesen Absender gemacht haben.',
  named_by_program: () => 'Das Programm, das es übergab, nannte das Anliegen.',
  reference: () => 'Es antwortet auf eine Nachricht dieses Anliegens, oder eine antwortet darauf.',
  back_from_trash: () => 'Das Anliegen lag im Papierkorb und ist zurück.',
  talked_about: () => 'Es wurde geschrieben, während über dieses Anliegen gesprochen wurde.',
  answers_elsewhere: () =>
    'Es antwortet auf eine Nachricht, die nicht in diesem Verlauf ist, und steht darum für sich.',
  nothing_open: () => 'Sonst war nichts offen.',
  something_else: () => 'Es geht um etwas anderes als das, was offen war.',
  automatic: () => 'Eine automatische Nachricht, die auf nichts von uns antwortet; sie hat kein Anliegen eröffnet.',
  newest_issue: () => 'Es führt das neueste Anliegen des Kunden fort.',
  written_in_issue: () => 'Es wurde in diesem Anliegen geschrieben.',
  we_wrote_first: () => 'Wir haben zuerst geschrieben.',
  written_here: () => 'Hier geschrieben.',
  acknowledges: () => 'Es bestätigt, dass das Anliegen eröffnet wurde.',
  went_on_by_mail: () => 'Der Besucher hatte es im Chat nicht gesehen, darum ging es per Mail weiter.',
  colleague_answered: () => 'Ein Kollege hat per Mail geantwortet, an die Adresse, die für ihn gemacht wurde.',
  colleague_to_confirm: () =>
    'Es zitiert dieses Anliegen und gibt an, von einem Kollegen zu sein. Niemand hat das bestätigt.',
  colleague_sent: () => 'Jemand aus dem Team hat per Mail geantwortet, und die Antwort ging an den Kunden.',
  colleague_could_not_send: () =>
    'Jemand aus dem Team hat per Mail geantwortet. Die Antwort konnte nicht an den Kunden gesendet werden und ist deshalb eine Notiz.',
  colleague_quotes: () =>
    'Jemand aus dem Team hat per Mail geantwortet. Die Antwort ließ sich nicht von dem trennen, was sie zitiert und was nur für das Team sein kann. Darum ging sie nicht an den Kunden.',
  colleague_wrote_to_customer: () =>
    'Jemand aus dem Team hat per Mail geantwortet, und der Kunde hat dieselbe Mail direkt bekommen. Darum wurde sie nicht noch einmal gesendet.',
  colleague_too_late: () =>
    'Es kam an eine abgelaufene Antwortadresse und gibt an, von einem Kollegen zu sein. Niemand hat das bestätigt.',
  forward_answered: () =>
    'Es antwortet auf etwas, das aus diesem Anliegen weitergeleitet wurde. Der Kunde sieht es nicht.',
  with_its_note: () => 'Es gehört zu der Notiz, die es ändert.',
  with_its_message: () => 'Es gehört zu der Nachricht, die es ändert.',
  written_elsewhere: () => 'Es wurde außerhalb von hier geschrieben, und nichts war offen.',
  about_the_issue: () => 'Es zeigt, was mit dem Anliegen geschah.',
  about_an_address: () => 'Es sagt, was an eine Adresse gesendet werden darf, und gehört zu keinem Anliegen.',
  confirms_consent: () => 'Es bestätigt, was der Kunde über Nachrichten gesagt hat, und gehört zu keinem Anliegen.',
  moved: ({ name }) => `${name} hat es hierher verschoben.`,
  moved_because: ({ name, reason }) => `${name} hat es hierher verschoben: „${reason}“`,
  customers_merged: ({ number }) => `Es stand im Anliegen ${number}, während zwei Kunden zusammengeführt waren.`,
  speaks_of_earlier: () => 'Die Nachricht spricht von einer früheren.',
  says_other_topic: () => 'Die Nachricht sagt selbst, dass es um etwas anderes geht.',
  is_resolved: () => 'Das Anliegen ist abgeschlossen.',
  silent_for_days: ({ days }) => `Am Anliegen geschah ${days < 2 ? 'einen Tag' : `${days} Tage`} lang nichts.`,
  silent_for_weeks: ({ weeks }) => `Am Anliegen geschah ${weeks} Wochen lang nichts.`,
  both_name: ({ type, value }) => `Beide nennen ${named(type, value)}.`,
  names_differ: ({ type, value, ofIssue }) =>
    `Die Nachricht nennt ${named(type, value)}, das Anliegen ${named(type, ofIssue)}.`,
  says_nothing_else: () => 'Die Nachricht sagt nur, dass eine Antwort aussteht.',
  asks_for_news: () => 'Die Nachricht fragt nach Neuem zu dem, worum es in diesem Anliegen geht.',
  asks_for_like: () => 'Die Nachricht fragt nach Neuem zu etwas Ähnlichem.',
  answers_same_subject: () => 'Eines antwortet auf eine Mail mit demselben Betreff.',
  same_subject: () => 'Der Betreff ist derselbe.',
  subjects_share: ({ count }) => `Die Betreffe haben ${count === 1 ? 'ein Wort' : `${count} Wörter`} gemeinsam.`,
  texts_share: ({ count }) =>
    `Sie haben ${count === 1 ? 'ein bezeichnendes Wort' : `${count} bezeichnende Wörter`} gemeinsam.`,
  nothing_in_common: () => 'Die Nachricht und das Anliegen haben nichts Bezeichnendes gemeinsam.',
  same_for_another: () => 'Dasselbe gilt für ein anderes Anliegen.',
  no_other_issue: () => 'Es gibt kein anderes Anliegen, zu dem es gehören könnte.',
}

const kinds: Record<string, string> = {
  order: 'Bestellung',
  invoice: 'Rechnung',
  tracking: 'Sendung',
  booking: 'Buchung',
  return: 'Retoure',
  ticket: 'Ticket',
  contract: 'Vertrag',
  serial: 'Seriennummer',
  reference: 'Referenz',
}

const named = (type: string, value: string): string => `${kinds[type] ?? 'die Nummer'} ${value}`
