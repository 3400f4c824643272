import type { smsWords } from '@throughline/protocol/sms/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const sms: Translated<typeof smsWords> = {
  not_signed: () => 'Die Anfrage ist nicht mit dem Auth-Token des Kontos signiert.',
  unreadable: () => 'Es ist weder eine Nachricht noch ein Bericht über eine, oder Absender oder Kennung fehlen.',
  unknown_status: ({ status }) => `Es meldet einen Status, der hier nicht bekannt ist: „${status}“.`,
  other_service: ({ from }) =>
    `Es kam nicht per SMS oder MMS, sondern über einen anderen Dienst des Anbieters: „${from}“.`,
  own_number: ({ number }) => `Es kam von der eigenen Nummer des Kanals, ${number}.`,
  arrived: () => 'Das Netz meldet, dass es angekommen ist.',
  was_read: () => 'Es wurde gelesen.',
  was_handed_on: () => 'Der Anbieter hat es und gibt es weiter.',
  opted_out: () => 'Der Empfänger hat STOP geschrieben. An diese Nummer geht nichts, bis er START schreibt.',
  handset_unreachable: () => 'Das Telefon war nicht zu erreichen: Es ist aus, ohne Netz oder kann keine SMS empfangen.',
  message_blocked: () => 'Das Netz oder der Empfänger sperrt Nachrichten von dieser Nummer.',
  unknown_destination: () => 'Die Nummer gibt es nicht oder nicht mehr.',
  landline: () => 'Die Nummer ist ein Festnetzanschluss, oder ihr Netz nimmt keine SMS an.',
  filtered: () => 'Das Netz hielt die Nachricht für Spam und hat sie nicht zugestellt.',
  unknown_reason: () => 'Das Netz hat sie nicht zugestellt und keinen Grund genannt.',
  parts_missing: () => 'Teile der Nachricht gingen unterwegs verloren.',
  too_expensive: () => 'Sie zu senden hätte mehr gekostet als der eingestellte Höchstpreis.',
  too_late: () => 'Sie konnte nicht rechtzeitig zugestellt werden und wurde aufgegeben.',
  queue_full: () => 'Beim Anbieter warten zu viele Nachrichten.',
  daily_limit: () => 'Der Absender hat verbraucht, was ihm das Netz für einen Tag erlaubt.',
  not_registered: () =>
    'Die sendende Nummer ist für Nachrichten in dieses Land nicht registriert (A2P 10DLC oder gebührenfrei).',
  account_suspended: () => 'Das Konto beim Anbieter ist gesperrt.',
  canceled: () => 'Sie wurde beim Anbieter abgebrochen, bevor sie gesendet war.',
  no_mobile_number: () => 'Die Nummer ist keine, die SMS empfangen kann.',
  region_not_allowed: () => 'Das Konto beim Anbieter erlaubt keine Nachrichten in dieses Land.',
  not_reachable_from: () => 'Die Nummer ist vom Absender dieses Kanals aus nicht zu erreichen.',
  trial_account: () => 'Ein Testkonto sendet nur an Nummern, die beim Anbieter bestätigt wurden.',
  too_long: () => 'Die Nachricht ist zu lang für eine SMS aus mehreren Teilen.',
  sender_refused: ({ said }) => `Der Anbieter nimmt den Absender dieses Kanals nicht an. Er sagte: „${said}“`,
  callback_refused: ({ url }) =>
    `Der Anbieter nimmt ${url} nicht als Adresse für seine Berichte an. Sie muss aus dem Internet zu erreichen sein.`,
  credentials_refused: () => 'Der Anbieter nimmt Account-SID und Auth-Token nicht an.',
  no_such_account: () => 'Der Anbieter kennt kein solches Konto.',
  too_fast: () => 'Der Anbieter nimmt im Augenblick keine Nachrichten mehr an.',
  provider_away: ({ status }) => `Der Anbieter kann jetzt keine Nachrichten annehmen (${status}).`,
  answer_lost: () =>
    'Der Anbieter hat nicht geantwortet. Die Nachricht kann trotzdem hinausgegangen sein: Auf seinen Bericht wird gewartet, bevor sie noch einmal gesendet wird.',
  refused: ({ code, said }) => `Der Anbieter hat sie nicht angenommen (${code}): „${said}“`,
  failed_with: ({ code }) => `Der Anbieter konnte sie nicht zustellen (Fehler ${code}).`,
  failed: () => 'Der Anbieter konnte sie nicht zustellen und hat keinen Grund genannt.',
  no_such_media: () => 'Der Anbieter hat diese Datei nicht mehr.',
  not_its_media: () => 'Die Adresse der Datei ist keine des Anbieters.',
  open_number: ({ number }) =>
    `Öffnen Sie in der Twilio Console Phone Numbers → Manage → Active numbers, und wählen Sie ${number}.`,
  open_numbers: () =>
    'Öffnen Sie in der Twilio Console Phone Numbers → Manage → Active numbers, und wählen Sie die Nummer, der Kunden schreiben.',
  open_service: ({ service }) => `Öffnen Sie in der Twilio Console Messaging → Services, und wählen Sie ${service}.`,
  paste_at_number: () =>
    'Wählen Sie unter „Messaging → A message comes in“ „Webhook“ und „HTTP POST“, fügen Sie diese Adresse ein, und speichern Sie. Was hinter # steht, lässt Twilio es noch einmal versuchen.',
  paste_at_service: () =>
    'Wählen Sie unter „Integration“ „Send a webhook“, fügen Sie diese Adresse als Request URL ein, wählen Sie „HTTP POST“, und speichern Sie. Was hinter # steht, lässt Twilio es noch einmal versuchen.',
  step_account: () => 'Konto',
  step_sender: () => 'Absender',
  step_inbound: () => 'Eingehende Nachrichten',
  account_works: ({ name }) => `Der Anbieter kennt das Konto „${name}“.`,
  account_state: ({ state }) => `Das Konto ist nicht aktiv: „${state}“.`,
  sender_works: ({ number }) => `${number} gehört zum Konto und kann SMS senden.`,
  sender_unknown: ({ number }) => `Das Konto hat keine Nummer ${number}, die SMS senden kann.`,
  sends_by_service: ({ service }) =>
    `Der Messaging Service ${service} wählt den Absender. Leiten Sie seine eingehenden Nachrichten an die Eingangs-URL dieses Kanals.`,
  inbound_works: () => 'Nachrichten an die Nummer werden hier abgegeben.',
  inbound_elsewhere: ({ url }) =>
    `Nachrichten an die Nummer kommen nicht hierher. Tragen Sie beim Anbieter unter „A message comes in“ ${url} ein.`,
}
