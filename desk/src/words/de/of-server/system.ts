import type { systemWords } from '@throughline/protocol/system/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const system: Translated<typeof systemWords> = {
  database_full: () => 'Die Festplatte der Datenbank ist voll. Nichts wurde gespeichert; versuchen Sie es noch einmal.',
  database_connections: () =>
    'Alle Verbindungen zur Datenbank sind belegt. Nichts wurde gespeichert; versuchen Sie es noch einmal.',
  database_away: () => 'Die Datenbank antwortet nicht. Nichts wurde gespeichert; versuchen Sie es noch einmal.',
  database_closed: () =>
    'Die Datenbank lässt sich nicht öffnen. Nichts wurde gespeichert; versuchen Sie es noch einmal.',
  database_memory: () => 'Der Datenbank fehlt Arbeitsspeicher. Nichts wurde gespeichert; versuchen Sie es noch einmal.',
  database_locked: () =>
    'Andere Arbeit in der Datenbank hält fest, was dafür gebraucht wird. Nichts wurde gespeichert; versuchen Sie es noch einmal.',
  database_slow: () => 'Die Datenbank brauchte zu lange. Nichts wurde gespeichert; versuchen Sie es noch einmal.',
  disk_full: () => 'Die Festplatte ist voll. Nichts wurde gespeichert; versuchen Sie es noch einmal.',
  file_missing: () => 'Die Datei ist nicht im Dateispeicher. Der Eintrag, zu dem sie gehört, ist sicher.',
  file_not_handed_over: () => 'Der Dateispeicher gab die Datei nicht heraus. Beim nächsten Abruf wird es neu versucht.',
  no_room_for_file: () => 'Für diese Datei ist gerade kein Platz. Nichts wurde gespeichert.',
  not_http: () => 'Die Adresse muss mit http:// oder https:// beginnen.',
  address_with_password: () => 'Die Adresse darf weder Benutzername noch Passwort enthalten.',
  internal_address: ({ name }) =>
    `${name} ist eine Adresse im Netz dieses Servers und wird nicht aufgerufen. Ist das gewollt, kann sie in ALLOWED_PRIVATE_HOSTS eingetragen werden.`,
  internal_mail_address: ({ name }) =>
    `${name} ist eine Adresse im Netz dieses Servers und wird nicht aufgerufen. Dort steht kein Mailserver.`,
  unknown_name: ({ name }) => `Der Name ${name} lässt sich nicht auflösen. Prüfen Sie, wie er geschrieben ist.`,
  no_name_server: ({ name }) => `Für ${name} antwortet gerade kein Nameserver. Versuchen Sie es später noch einmal.`,
  redirects_too_often: ({ host }) => `${host} ließ sich nicht aufrufen: zu viele Weiterleitungen.`,
  call_too_slow: ({ host }) => `${host} ließ sich nicht aufrufen: Es dauerte zu lange.`,
  answer_too_large: ({ host, maxBytes }) =>
    `${host} ließ sich nicht aufrufen: Die Antwort hat mehr als ${maxBytes} Byte.`,
  call_failed: ({ host, reason }) => `${host} ließ sich nicht aufrufen: „${reason}“.`,
  answered_with: ({ host, status }) => `${host} antwortete mit ${status}.`,
  widget_not_built: () => 'Das Widget ist noch nicht gebaut: Starten Sie `npm run build`, und laden Sie die Seite neu.',
  lab_not_built: () =>
    'Die Seite des Labors ist noch nicht gebaut: Starten Sie `npm run build`, und laden Sie die Seite neu.',
}
