import type { httpWords } from '@throughline/protocol/http/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const http: Translated<typeof httpWords> = {
  fields_refused: ({ path, message, more }) =>
    `${path === '' ? '' : `${path}: `}${message}${more > 0 ? ` (und ${more} weitere)` : ''}`,
  idempotency_key_differs: ({ field }) =>
    `Idempotency-Key ist ein anderer als ${field} im Inhalt. Senden Sie nur eines von beiden.`,
  upload_cut_off: () => 'Das Hochladen wurde abgebrochen.',
  file_too_large: ({ maxMiB }) => `Eine Datei darf ${maxMiB} MiB groß sein. Nichts wurde gespeichert.`,
  file_too_slow: () => 'Die Datei kam nicht rechtzeitig an. Nichts wurde gespeichert; senden Sie sie noch einmal.',
  unknown_encoding: ({ encodings }) =>
    'Der Inhalt ist so kodiert, dass er hier nicht gelesen wird. ' +
    (encodings.length === 0
      ? 'Senden Sie ihn ohne Content-Encoding.'
      : `Senden Sie ihn als ${encodings.join(', ')} oder ohne Content-Encoding.`),
  body_too_large: () => 'Das ist größer, als hier angenommen wird. Nichts wurde gespeichert.',
  badly_encoded: ({ encoding }) => `Der Inhalt ist kein gültiges ${encoding}.`,
  not_utf8: () => 'Der Inhalt ist kein gültiges UTF-8.',
  nests_too_deep: ({ maxDepth }) => `Der Inhalt ist tiefer verschachtelt als ${maxDepth} Ebenen.`,
  unread_field: () => 'Der Inhalt hat ein Feld __proto__ oder constructor.prototype, das nie gelesen wird.',
  not_json: () => 'Der Inhalt ist kein gültiges JSON.',
  not_json_at: ({ position }) => `Der Inhalt ist kein gültiges JSON (beim Zeichen ${position}).`,
  nul_character: ({ path }) =>
    `${path === '' ? 'Der Inhalt' : path} darf das NUL-Zeichen nicht enthalten. Nichts wurde gespeichert.`,
  not_unicode: ({ path }) =>
    `${path === '' ? 'Der Inhalt' : path} muss gültiges Unicode sein. Nichts wurde gespeichert.`,
  nul_in_address: () => 'Die Adresse enthält das NUL-Zeichen.',
  malformed_address: () => 'Die Adresse ist fehlerhaft kodiert.',
  foreign_cursor: () => 'Diese Liste ist nicht mehr aktuell. Laden Sie die Seite neu.',
  too_many_requests: ({ max, seconds }) =>
    `Mehr als ${max} Anfragen in einer Minute. Nichts wurde getan; versuchen Sie es in ${seconds} Sekunden noch einmal.`,
  sign_in_needed: () => 'Sie sind nicht mehr angemeldet. Melden Sie sich neu an; nichts ist verloren.',
  token_unknown: () =>
    'Der API-Token ist unbekannt, widerrufen oder abgelaufen. Legen Sie in den Einstellungen einen neuen an.',
  permission_missing: ({ permission, role }) =>
    `Dafür braucht es die Berechtigung ${permission}, die die Rolle ${role} nicht hat. Ein Admin kann das ändern.`,
  left_to_others: () => 'Eine Regel dieser Installation überlässt das anderen.',
  not_of_protocol: () => 'Diese Nachricht gehört nicht zum Protokoll.',
  metrics_not_from_here: () =>
    'Messwerte sind für Programme auf demselben Rechner. Von anderswo senden Sie METRICS_TOKEN oder einen API-Token, der das Protokoll der Änderungen lesen darf, als `Authorization: Bearer …`.',
  metrics_token_unknown: () => 'Der Token ist nicht bekannt.',
  other_site: () =>
    'Diese Anfrage kam von einer anderen Seite; es wurde nichts getan. Öffnen Sie Throughline selbst, und versuchen Sie es dort.',
  other_address: ({ from, publicUrl }) =>
    `Unter ${from} ist diese Installation nicht eingerichtet; es wurde nichts getan. Öffnen Sie ${publicUrl}. ` +
    `Wenn ${from} richtig ist, muss diese Adresse in den Einstellungen des Servers stehen: in PUBLIC_URL oder ALLOWED_ORIGINS.`,
  not_understood: () => 'Die Anfrage wurde nicht verstanden.',
  broke: () =>
    'Beim Server ging etwas schief. Geben Sie denen, die ihn betreiben, die Nummer in `instance`: Sie nennt den Eintrag im Log.',
  answer_against_contract: ({ call, wrong }) => `${call} ${wrong}`,
  websocket_only: () => 'Unter dieser Adresse wird WebSocket gesprochen: Bitten Sie um ein Upgrade.',
  nothing_here: () => 'Unter dieser Adresse ist nichts.',
  other_methods: ({ path, methods }) => `${path} nimmt ${methods.join(', ')} an.`,
  not_sent_as_json: () => 'Senden Sie den Inhalt als `Content-Type: application/json`.',
  wrong_length: () => 'Der Inhalt ist nicht so lang, wie Content-Length sagt.',
  connection_closed: () => 'Die Verbindung wurde geschlossen, bevor alles angekommen war.',
  changed_meanwhile: () =>
    'Jemand hat das inzwischen geändert. Nichts wurde überschrieben: Sehen Sie noch einmal hin, und entscheiden Sie dann.',
}
