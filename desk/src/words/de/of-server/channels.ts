import type { channelWords } from '@throughline/protocol/channels/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const channels: Translated<typeof channelWords> = {
  no_such_channel: () => 'Diesen Kanal gibt es nicht.',
  no_such_kind: ({ kind, kinds }) => `Einen Kanal der Art „${kind}“ gibt es nicht, nur ${kinds.join(', ')}.`,
  settings_refused: () => 'Die Einstellungen des Kanals stimmen nicht. Nichts wurde geändert.',
  attachment_gone: () => 'Ein Anhang ist nicht mehr da. Laden Sie ihn noch einmal hoch; nichts wurde gesendet.',
  recalled_by_author_only: () => 'Eine Nachricht nimmt nur zurück, wer sie geschrieben hat.',
  only_sent_is_recalled: () => 'Nur was gesendet wird, lässt sich zurücknehmen.',
  has_left: () => 'Sie ist schon hinausgegangen und lässt sich nicht mehr zurücknehmen.',
  mentioned_unknown: () => 'Jemand, den Sie erwähnen, ist nicht mehr hier. Die Notiz wurde nicht geschrieben.',
  cannot_be_written_to: ({ address }) => `An ${address} lässt sich nicht schreiben.`,
  wrote_last: () => 'Von hier schrieb der Kunde zuletzt.',
  wrote_before: () => 'Von hier hat der Kunde schon geschrieben.',
  unproven: () => 'Jemand hat diese Adresse angegeben; bestätigt ist sie nicht.',
  unused: () => 'Bisher nicht zum Schreiben benutzt.',
  switched_off: () => 'Der Kanal ist ausgeschaltet.',
  blocked: () => 'Die Adresse ist gesperrt.',
  not_sent_blocked: () =>
    'Sie wurde nicht gesendet: Der Empfänger wurde gesperrt, bevor sie hinausging. Nach dem Entsperren kann sie erneut gesendet werden.',
  domain_blocked: () => 'Die Domain der Adresse ist gesperrt.',
  person_blocked: () => 'Der Kunde ist gesperrt.',
  malformed: () => 'Das ist keine Adresse, an die sich schreiben lässt.',
  came_back: () => 'Eine Mail dorthin kam zurück.',
  no_such_address: () => 'Der Kunde hat auf diesem Kanal keine solche Adresse.',
  no_usable_address: () => 'An keine Adresse des Kunden lässt sich auf einem eingeschalteten Kanal schreiben.',
  only_messages_are_sent: () => 'Nur Nachrichten an Kunden werden gesendet.',
  struck_out: () => 'Sie wurde gelöscht.',
  address_blocked: () => 'Die Adresse ist gesperrt. Nichts wurde gesendet.',
  address_gone: () => 'Die Adresse gibt es nicht mehr.',
  taken_back: () => 'Sie wurde zurückgenommen. Schreiben Sie sie stattdessen neu.',
  waits_for_first_attempt: () => 'Sie wartet auf den ersten Versuch.',
  is_being_sent: () => 'Sie wird gerade gesendet.',
  has_been_sent: () => 'Sie wurde gesendet.',
  nothing_to_send: () => 'Die Nachricht ist leer. Nichts wurde gesendet.',
  no_files: ({ channel }) => `${channel} kann keine Anhänge übertragen. Nichts wurde gesendet.`,
  too_many_files: ({ channel, max }) => `${channel} kann höchstens ${max} Anhänge übertragen. Nichts wurde gesendet.`,
  no_copies: ({ channel }) => `${channel} kann keine Kopien senden. Nichts wurde gesendet.`,
  too_long: ({ channel, max }) => `${channel} kann höchstens ${max} Zeichen übertragen. Nichts wurde gesendet.`,
  recalled: ({ name }) => `${name} hat sie zurückgenommen, bevor sie hinausging.`,
  off_or_gone: () => 'Der Kanal ist ausgeschaltet oder entfernt.',
  copy_refused: () => 'Eine Kopie wurde abgelehnt.',
  copy_to: ({ address, said }) => `${address}: „${said}“`,
  waits_for_channel: () => 'Sie wartet: Über diesen Kanal geht gerade nichts hinaus.',
  tried_for_two_days: () => 'Es wurde zwei Tage lang versucht.',
  tried_for_hours: ({ hours }) => `Es wurde ${hours} Stunden lang versucht.`,
  too_late: ({ hours }) =>
    `Sie konnte ${hours} Stunden lang nicht gesendet werden und wurde verworfen: Das Gespräch ist wohl weitergegangen. Senden Sie sie noch einmal, wenn sie noch passt.`,
  file_not_in_store: ({ name }) =>
    `Die Datei „${name}“ ist nicht mehr im Dateispeicher. Nichts wurde gesendet: Hängen Sie sie neu an, und senden Sie die Nachricht noch einmal.`,
  ready: () => 'Bereit.',
  not_called_yet: () => 'Der Anbieter hat sich noch nicht gemeldet.',
  is_called: () => 'Der Anbieter meldet sich, und seine Signatur stimmt.',
  disabled: () => 'Ausgeschaltet.',
  sealed_with_other_key: () =>
    'Seine Geheimnisse wurden mit einem anderen SECRET_KEY versiegelt. Geben Sie sie neu ein.',
  settings_outdated: () => 'Seine Einstellungen gelten nicht mehr. Speichern Sie sie neu.',
  password_removed: () =>
    'Der Server wurde geändert, darum wurde sein Passwort entfernt. Geben Sie das Passwort neu ein.',
  secrets_removed: () => 'Der Server wurde geändert, darum wurden die Zugangsdaten entfernt. Geben Sie sie neu ein.',
  step_settings: () => 'Einstellungen',
  step_secrets: () => 'Geheimnisse',
  nothing_to_discover: () => 'Für diese Art von Kanal lassen sich aus einer Adresse keine Einstellungen finden.',
  nothing_to_connect: () => 'Hier ist nichts zu verbinden: Die Einstellungen sind vollständig.',
  media_too_large: ({ maxMiB }) => `Sie ist größer als ${maxMiB} MiB.`,
  media_too_slow: () => 'Der Anbieter hat sie zu langsam gesendet.',
  media_no_room: () => 'Auf dem Datenträger ist kein Platz für sie.',
  media_not_of_channel: () => 'Der Kanal kann keine Dateien abrufen.',
  media_tried_for_a_day: () => 'Es wurde einen Tag lang versucht.',
  media_not_here: ({ name }) =>
    `Die Datei „${name}“ ist nicht angekommen und lässt sich nicht weiterleiten. Nichts wurde gesendet.`,
  outside: ({ said }) => `„${said}“`,
  not_recorded: () => 'Sie ließ sich nicht festhalten.',
  not_recorded_because: ({ reason }) => `Sie ließ sich nicht festhalten: „${reason}“`,
  unused_event: ({ kind }) => `Sie wurde verstanden (${kind}) und ändert hier nichts.`,
  not_signed: () => 'Die Anfrage ist nicht vom Anbieter dieses Kanals signiert.',
  for_other_account: ({ account }) =>
    `Sie ist für ${account}, und dafür gibt es keinen Kanal. Verbinden Sie einen und lesen Sie sie dann noch einmal.`,
  not_readable: () => 'Sie ließ sich nicht lesen.',
  not_readable_because: ({ reason }) => `Sie ließ sich nicht lesen: „${reason}“`,
  automatic: () => 'Eine automatische Nachricht, die auf nichts von uns antwortet.',
  file_being_scanned: ({ name }) => `${name} wird auf Schadsoftware geprüft. Danach wird die Nachricht gesendet.`,
  file_not_scanned: ({ name }) =>
    `${name} ließ sich bisher nicht auf Schadsoftware prüfen. Die Nachricht wartet; ein Admin kann die Datei freigeben.`,
  file_infected: ({ name, finding }) =>
    `${name} ist infiziert (${finding}). Die Nachricht wurde nicht gesendet; senden Sie sie ohne die Datei.`,
  file_removed: ({ name }) =>
    `${name} war infiziert, und ein Admin hat die Datei gelöscht. Die Nachricht wurde nicht gesendet.`,
  from_blocked: () => 'Der Absender ist gesperrt.',
  from_blocked_address: ({ name, reason }) => `Die Adresse des Absenders wurde von ${name} gesperrt: ${reason}`,
  from_blocked_domain: ({ domain, name, reason }) =>
    `Die Domain ${domain} des Absenders wurde von ${name} gesperrt: ${reason}`,
  from_blocked_person: ({ name, reason }) => `Der Absender wurde von ${name} gesperrt: ${reason}`,
  from_us: ({ address }) =>
    `${address} ist eine Adresse von uns, also kein Kunde. Die Mail antwortet auf nichts und leitet nichts weiter.`,
  from_us_forged: () => 'Sie gibt an, von einem von uns zu sein, und ihre Domain sagt, dass sie gefälscht ist.',
  own_address: ({ address }) =>
    `${address} ist eine Adresse von uns: Was dorthin geht, kommt zu uns zurück. Nichts wurde gesendet.`,
  copy_to_blocked: ({ address }) => `${address} gehört jemandem, der gesperrt ist. Nichts wurde gesendet.`,
  belongs_to_us: ({ address }) =>
    `${address} gehört zu uns und kann deshalb keinem Kunden gehören. Nichts wurde angelegt.`,
  no_mail_channel: () => 'Kein Kanal ist verbunden, der an diese Adresse senden kann. Nichts wurde angelegt.',
  new_or_named_issue: () => 'Eine Nachricht eröffnet ein neues Anliegen oder kommt in das genannte, nicht beides.',
  own_mailbox: () => 'Es ist eine Adresse von uns.',
  no_colleague_mail: () => 'Es ist keine Mail eines Kollegen, die auf Bestätigung wartet.',
  still_from_us: () =>
    'Sie ist von einer Adresse von uns, antwortet auf nichts und leitet nichts weiter: Sie gehört in keinen Verlauf.',
  about_nothing_of_ours: () =>
    'Sie betrifft keine Nachricht, die von hier gesendet wurde. Wird diese noch gesendet, gilt die Meldung dann.',
  about_no_message_yet: () => 'Es gehört zu einer Nachricht, die noch nicht da ist. Wenn sie kommt, wird es angewandt.',
  about_by_a_stranger: () =>
    'Es gehört zu einer Nachricht in einem Verlauf, zu dem der Absender nicht gehört. Nichts wurde geändert.',
  about_nobody: () => 'Es kommt von einer Adresse, von der noch niemand geschrieben hat.',
  not_by_its_sender: () =>
    'Nur wer eine Nachricht geschrieben hat, kann sie ändern oder zurückziehen. Nichts wurde geändert.',
  echo_waits: () =>
    'Eine Nachricht an dieselbe Adresse wird gerade gesendet, und dies kann sie sein. Entschieden wird, wenn das feststeht.',
  applied_later: () => 'Übernommen, als die Nachricht da war.',
  replayed: () => 'Noch einmal gelesen.',
  no_such_scheduled: () =>
    'Diese geplante Antwort gibt es nicht. Vielleicht wurde sie inzwischen gesendet oder abgebrochen.',
  scheduled_by_people: () => 'Ein Token ist keine Person: Er schreibt, wann er will, und plant nichts.',
  scheduled_of_another: () => 'Nur wer sie geschrieben hat, ändert eine geplante Antwort. Andere können sie abbrechen.',
  too_far_ahead: ({ days }) => `Eine Antwort lässt sich höchstens ${days} Tage im Voraus planen.`,
  scheduled_in_the_past: () => 'Die Zeit zum Senden muss in der Zukunft liegen.',
  too_many_scheduled: ({ max }) =>
    `In diesem Verlauf warten schon ${max} Antworten. Senden Sie welche oder brechen Sie sie ab.`,
  held_back_in_trash: () => 'Sie wurde nicht gesendet: Das Anliegen liegt im Papierkorb.',
  held_back_answered: () => 'Sie wurde nicht gesendet: Der Kunde hat inzwischen geschrieben.',
  held_back_author: ({ name }) => `Sie wurde nicht gesendet: ${name} darf diesem Kunden nicht mehr schreiben.`,
  marked_as_spam: () => 'Das Anliegen wurde als Spam markiert.',
  held_back_because: () => 'Sie wurde nicht gesendet.',
  nothing_to_forward: () => 'Darin ist keine Nachricht, die weitergeleitet werden könnte. Notizen bleiben intern.',
  not_forwardable: () =>
    'Nur Nachrichten, die der Kunde geschrieben hat oder die an ihn gegangen sind, lassen sich weiterleiten.',
  too_much_to_forward: ({ max }) =>
    `Alle Nachrichten des Anliegens sind zu viel für eine Mail: ${max} lassen sich zusammen weiterleiten. Leiten Sie sie einzeln weiter.`,
  forwards_need_mail: () => 'Kein Mail-Kanal kann senden. Nichts wurde weitergeleitet.',
  forward_to_customer: ({ address }) =>
    `${address} ist eine Adresse des Kunden: Antworten Sie ihm stattdessen. Nichts wurde weitergeleitet.`,
  forward_to_blocked: ({ address }) => `${address} ist gesperrt. Nichts wurde weitergeleitet.`,
  file_not_forwarded: () =>
    'Eine genannte Datei gehört nicht zu dem, was weitergeleitet wird. Nichts wurde weitergeleitet.',
  forward_too_large: ({ maxMb }) =>
    `Die Dateien haben zusammen mehr als ${maxMb} MB. Lassen Sie welche weg; nichts wurde weitergeleitet.`,
  no_forward_answer: () => 'Das ist keine Antwort auf etwas, das aus diesem Anliegen weitergeleitet wurde.',
  automatic_answer_to_forward: () =>
    'Eine automatische Antwort auf etwas Weitergeleitetes: Niemand hat sie geschrieben.',
  own_protocol: ({ channel }) => `${channel} nimmt Nachrichten über das eigene Protokoll an, nicht über die API.`,
  channel_off: ({ channel }) => `${channel} ist ausgeschaltet. Nichts wurde aufgenommen.`,
  nothing_to_record: () => 'Die Nachricht ist leer: Geben Sie text, content oder attachments an.',
  not_an_issue_id: () => 'issueRef ist nicht die ID eines Anliegens.',
  sender_blocked: () => 'Der Absender ist gesperrt. Die Nachricht wurde beiseitegelegt.',
  no_such_inbound: () => 'Diese Nachricht gibt es nicht.',
  on_thread_already: () => 'Die Nachricht ist schon in ihrem Verlauf.',
  bytes_not_kept: () => 'Der Inhalt der Nachricht wurde nicht aufbewahrt.',
  nothing_for_thread: () => 'Nichts darin gehört in einen Verlauf.',
  still_unreadable: () => 'Sie lässt sich weiterhin nicht lesen.',
  still_unreadable_because: ({ reason }) => `Sie lässt sich weiterhin nicht lesen: „${reason}“`,
}
