import type { timelineWords } from '@throughline/protocol/timeline/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const timeline: Translated<typeof timelineWords> = {
  no_such_entry: () => 'Diesen Eintrag gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  no_such_attachment: () => 'Diesen Anhang gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  foreign_cursor: () => 'Diese Liste ist nicht mehr aktuell. Laden Sie die Seite neu.',
  nothing_to_search: () => 'Sagen Sie in `q`, wonach gesucht werden soll.',
  token_has_no_drafts: () => 'Entwürfe gehören Personen; ein Token hat keine.',
  only_notes_change: () => 'Nur Notizen lassen sich ändern. Der Eintrag ist, wie er war.',
  struck_out_already: () => 'Die Notiz wurde schon gelöscht.',
  note_of_another: () =>
    'Eine Notiz ändert nur, wer sie geschrieben hat oder die Berechtigung notes.manage hat. Sie ist, wie sie war.',
  too_many_bytes_from_network: () =>
    'Zu viele Dateien aus Ihrem Netz warten auf das Senden oder kamen innerhalb einer Stunde. Diese wurde nicht gespeichert; versuchen Sie es später noch einmal.',
  too_many_files_waiting: () =>
    'Zu viele Ihrer Dateien warten auf das Senden; senden Sie diese zuerst. Nichts wurde gespeichert.',
  no_room_for_files: () =>
    'Für Dateien ist gerade kein Platz. Nichts wurde gespeichert; versuchen Sie es später noch einmal.',
  too_many_uploads: () =>
    'Zu viele Dateien sind gleichzeitig unterwegs. Nichts wurde gespeichert; versuchen Sie es in einer halben Minute noch einmal.',
  no_such_picture: () => 'Hier ist kein Bild, das gezeigt werden kann.',
  file_being_scanned: () => 'Die Datei wird auf Schadsoftware geprüft. Gleich lässt sie sich öffnen.',
  file_not_scanned_yet: () =>
    'Die Datei ließ sich bisher nicht auf Schadsoftware prüfen und wird zurückgehalten. Es wird wieder versucht; ein Admin kann sie freigeben.',
  file_infected: ({ finding }) =>
    `Die Datei ist infiziert (${finding}) und wird zurückgehalten. Ein Admin kann sie löschen oder freigeben.`,
  file_removed: () => 'Die Datei war infiziert, und ein Admin hat sie gelöscht.',
  file_arriving: () => 'Die Datei ist noch nicht da. Sie wird noch abgerufen.',
  file_not_fetched: () => 'Die Datei ließ sich nicht abrufen. Fordern Sie sie erneut an.',
  file_not_missing: () => 'Die Datei ist da oder wird gerade abgerufen. Nichts wurde geändert.',
  file_not_withheld: () => 'Die Datei wird nicht zurückgehalten. Nichts wurde geändert.',
  not_scanning: () => 'Hier werden Dateien nicht geprüft: Setzen Sie CLAMD_ADDRESS.',
  only_infected_removed: () => 'Löschen lässt sich nur eine infizierte Datei. Nichts wurde geändert.',
  forward_or_answer: () =>
    'Nennen Sie, was weitergeleitet wird, oder die Antwort, auf die geantwortet wird, nicht beides.',
  no_html: () => 'Der Eintrag hat keinen Inhalt in HTML.',
}
