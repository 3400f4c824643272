import type { ofServer as english } from '../en/of-server.ts'
import type { Spoken } from '../spoken.ts'
import { fieldOfServer, sentenceOfServer } from './of-server/of-server.ts'

export const ofServer: Spoken<typeof english> = {
  ofServer: {
    sentence: sentenceOfServer,
    field: fieldOfServer,
    problems: {
      invalid_request: 'Das ließ sich so nicht annehmen. Prüfen Sie die Eingaben, und versuchen Sie es noch einmal.',
      guessable_password:
        'Dieses Passwort wird als eines der ersten geraten. Nehmen Sie ein längeres, etwa vier Wörter, die nicht zusammengehören.',
      invalid_cursor: 'Diese Liste ist nicht mehr aktuell. Laden Sie die Seite neu.',
      unauthenticated: 'Sie sind nicht mehr angemeldet. Melden Sie sich neu an; nichts ist verloren.',
      forbidden: 'Ihre Rolle erlaubt das nicht.',
      not_found: 'Das gibt es nicht mehr, oder Sie dürfen es nicht sehen.',
      conflict: 'Jemand hat das inzwischen geändert. Nichts wurde überschrieben: Sehen Sie noch einmal hin.',
      already_exists: 'Das gibt es schon. Wählen Sie einen anderen Namen.',
      already_merged: 'Das ist schon zusammengeführt.',
      identity_in_use: 'Diese Adresse gehört schon zu einem anderen Kunden.',
      issue_not_open: 'Dieses Anliegen ist schon abgeschlossen.',
      merge_already_undone: 'Diese Zusammenführung ist schon zurückgenommen.',
      gone: 'Das gibt es nicht mehr.',
      too_large: 'Das ist zu groß.',
      unsupported_media_type: 'Diese Art von Datei wird hier nicht angenommen.',
      unreachable_customer: 'Auf diesem Weg ist der Kunde nicht zu erreichen.',
      unusable_channel: 'Dieser Kanal lässt sich gerade nicht nutzen.',
      unsafe_address: 'Diese Adresse liegt im eigenen Netz; dorthin wird nichts gesendet.',
      too_many_files: 'Das sind zu viele Dateien auf einmal. Versuchen Sie es gleich noch einmal.',
      request_timeout: 'Das kam nicht rechtzeitig an. Versuchen Sie es noch einmal.',
      insufficient_storage: 'Dafür ist gerade kein Platz. Versuchen Sie es später noch einmal.',
      too_many_requests: 'Das waren zu viele Anfragen auf einmal. Versuchen Sie es gleich noch einmal.',
      internal_error: 'Beim Server ging etwas schief. Nichts wurde geändert; versuchen Sie es noch einmal.',
      upstream_failed: 'Ein anderer Server hat nicht geantwortet. Versuchen Sie es später noch einmal.',
      unavailable: 'Der Server ist gerade nicht bereit. Versuchen Sie es gleich noch einmal.',
    },
  },
}
