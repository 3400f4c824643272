import type { emailWords } from '@throughline/protocol/email/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const email: Translated<typeof emailWords> = {
  step_address: () => 'Adresse',
  step_receiving: () => 'Empfang',
  step_mailbox: () => 'Postfach',
  step_folder: () => 'Ordner',
  step_sending: () => 'Versand',
  no_password: ({ user, host }) => `Für ${user} bei ${host} fehlt das Passwort: Geben Sie es neu ein.`,
  unencrypted_refused: ({ host }) =>
    `${host} ist nicht dieser Rechner, und unverschlüsselt wird kein Passwort dorthin gesendet.`,
  unencrypted: ({ host }) => `Das Passwort geht unverschlüsselt an ${host}: Jeder auf dem Weg kann es lesen.`,
  connecting: ({ host }) => `Verbindung zu ${host} wird aufgebaut.`,
  reading: ({ folder }) => `${folder} wird gelesen.`,
  watching: ({ folder }) => `${folder} wird überwacht.`,
  numbered_anew: () =>
    'Der Server hat ihn neu nummeriert, darum wird er noch einmal gelesen; Bekanntes wird übergangen.',
  trying_again: ({ seconds }) => `Nächster Versuch in ${seconds} s.`,
  listening: ({ port }) => `Mails werden auf Port ${port} angenommen.`,
  no_way_in: () => 'Kein Postfach wird überwacht, und die Annahme von Mails ist ausgeschaltet.',
  nothing_comes_in: () =>
    'Kein Postfach wird überwacht, und die Annahme von Mails ist ausgeschaltet: Nichts kommt herein.',
  only_own_mail: () =>
    'Keine Adresse ist eingetragen: Nur Mails dieses Rechners an seinen eigenen Namen werden angenommen. Tragen Sie die Adresse ein.',
  nothing_can_leave: () => 'Keine Adresse ist eingetragen: Von hier kann nichts hinausgehen.',
  leaves_from_asked: () => 'Mails gehen von der angenommenen Adresse hinaus, an die der Kunde schrieb.',
  leaves_from: ({ address }) => `Mails gehen von ${address} hinaus.`,
  answers_to_signed: () => 'Antworten kommen an signierte Adressen davon zurück.',
  own_name_only: () =>
    'Nur Mails dieses Rechners an seinen eigenen Namen werden angenommen, etwa an support@localhost.',
  taken_in_for: ({ addresses }) => `Mails an ${addresses.join(', ')} werden per SMTP angenommen.`,
  signed_in: ({ host, user }) => `Bei ${host} als ${user} angemeldet.`,
  folder_holds: ({ folder, count }) => `${folder} enthält ${count} Mails.`,
  new_mail_announced: () => 'Neue werden sofort gemeldet.',
  new_mail_looked_for: () => 'Nach neuen wird gesehen.',
  kept_in_outbox: () => 'Es gibt keinen Postausgangsserver: Mails bleiben zum Lesen im eingebauten Postausgang.',
  leaves_by_installation: () => 'Mails gehen über den Server der Installation hinaus.',
  leaves_by: ({ server }) => `Mails gehen über ${server} hinaus.`,
}
