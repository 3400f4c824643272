import type { webchatWords } from '@throughline/protocol/webchat/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

const notAccepted = 'Der Token der Seite über ihren Besucher wurde nicht angenommen.'

export const webchat: Translated<typeof webchatWords> = {
  too_many_new_chats: ({ seconds }) =>
    `Aus Ihrem Netz haben hier zu viele ein Gespräch begonnen. Nichts wurde gespeichert; versuchen Sie es in ${seconds} Sekunden noch einmal.`,
  too_many_connections: () =>
    'Aus Ihrem Netz sind zu viele Verbindungen offen. Versuchen Sie es in einer Minute noch einmal.',
  too_fast: ({ max, seconds }) =>
    `Mehr als ${max} in einer Minute. Nichts wurde getan; versuchen Sie es in ${seconds} Sekunden noch einmal.`,
  other_account: () =>
    'Auf diesem Gerät wurde mit einem anderen Konto geschrieben. Vergessen Sie seinen Token, machen Sie einen neuen, und melden Sie den Besucher damit an.',
  not_signed: () => `${notAccepted} Er ist kein signierter Token.`,
  unread_header: () => `${notAccepted} Sein Kopf ist keiner, der hier gelesen wird.`,
  wrong_signature: () => `${notAccepted} Seine Signatur passt zu keinem Schlüssel dieses Kanals.`,
  claims_missing: () => `${notAccepted} Er braucht \`sub\`, das Konto, und \`exp\`, sein Ende; siehe die Anleitung.`,
  other_channel: () => `${notAccepted} Er wurde für einen anderen Kanal gemacht (\`aud\`).`,
  expired: () => `${notAccepted} Er ist abgelaufen. Machen Sie für jede Seite einen neuen.`,
  valid_too_long: () => `${notAccepted} Er gilt länger als einen Tag; machen Sie ihn kürzer.`,
  from_the_future: () => `${notAccepted} Er kommt aus der Zukunft: Prüfen Sie die Uhren beider Server.`,
  used_elsewhere: () => `${notAccepted} Er wurde schon auf einem anderen Gerät benutzt (\`jti\`).`,
  no_such_file: () => 'Diese Datei gibt es nicht.',
  takes_no_files: () => 'Dieser Chat nimmt keine Dateien an. Nichts wurde gespeichert.',
  empty_file: () => 'Die Datei ist leer. Nichts wurde gespeichert.',
  too_many_files: ({ max }) =>
    `${max} Dateien warten auf das Senden; senden Sie diese zuerst. Diese wurde nicht gespeichert.`,
  files_too_large: ({ maxMiB }) =>
    `Die Dateien einer Nachricht dürfen zusammen ${maxMiB} MiB haben. Nichts wurde gesendet.`,
  file_gone: () =>
    'Eine Datei ist nicht mehr da oder ging mit einer anderen Nachricht mit. Laden Sie sie noch einmal hoch; nichts wurde gesendet.',
  blocked: () => 'Dieser Besucher ist gesperrt. Die Nachricht wurde nicht zugestellt.',
  empty_message: () => 'Die Nachricht ist leer. Nichts wurde gesendet.',
  hello_first: () => 'Senden Sie zuerst `hello` mit dem Token des Besuchers.',
  nothing_said_yet: () => 'Mit diesem Token wurde noch nichts geschrieben.',
  session_over: () => 'Diese Sitzung ist zu Ende. Vergessen Sie den Token; ein neuer beginnt eine neue Sitzung.',
  sign_in_lapsed: () =>
    'Die Anmeldung dieses Geräts ist abgelaufen. Vergessen Sie den Token, und melden Sie den Besucher neu an.',
  logged_out: () => 'Diese Sitzung wurde abgemeldet. Vergessen Sie den Token; ein neuer beginnt eine neue Sitzung.',
  visitor_token_needed: () =>
    'Hier wird der Token des Besuchers gebraucht: 32 zufällige Byte in base64url, als `Authorization: Visitor …`.',
  site_not_allowed: () =>
    'Dieser Chat gehört nicht auf diese Seite. Ein Admin kann sie bei den Seiten des Kanals eintragen.',
  widget_only: () => 'Besucher schreiben nur über das Widget.',
  seen: () => 'Es wurde im Chat gesehen.',
  arrived: () => 'Es kam im Chat an.',
  step_snippet: () => 'Einbettung',
  step_sites: () => 'Seiten',
  step_sign_in: () => 'Anmeldung',
  step_mail: () => 'Mail',
  snippet: ({ html }) => `Setzen Sie das vor </body> Ihrer Seiten, mit der Adresse dieses Servers: ${html}`,
  shown_on: ({ sites }) => `Er wird auf ${sites.join(', ')} gezeigt.`,
  no_site: () => 'Noch darf keine Seite ihn zeigen: Tragen Sie Ihre ein, etwa https://www.example.com.',
  believed_by: ({ algorithms }) => `Besuchern, die Ihre Seite anmeldet, wird geglaubt (${algorithms.join(' und ')}).`,
  known_by_device: () =>
    'Besucher sind nur an ihrem Gerät zu erkennen. Mit einem Geheimnis sagt Ihre Seite, wer sie sind.',
  goes_on_by_mail: ({ minutes }) => `Nach ${minutes} Minuten gehen ungesehene Antworten per Mail.`,
  by_channel: ({ channel }) => `Sie gehen über ${channel} hinaus.`,
  no_mail_leaves: () => 'Ungesehene Antworten sollen per Mail weitergehen, und kein Mailkanal kann senden.',
  replies_wait: () => 'Antworten warten im Chat, bis der Besucher wiederkommt.',
  no_such_chat: () => 'Diesen Chat gibt es nicht.',
}
