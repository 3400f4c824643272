import type { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const whatsapp: Translated<typeof whatsappWords> = {
  not_signed: () => 'Die Signatur passt nicht zum App-Geheimnis.',
  wrong_token: () => 'Sie bringt einen anderen Bestätigungstoken.',
  not_json: () => 'Das ist kein Webhook von WhatsApp.',
  odd_member: ({ what }) => `WhatsApp hat es in einer Form geschickt, die hier nicht bekannt ist (${what}).`,
  unknown_field: ({ field }) => `WhatsApp meldet es als „${field}“; das wird hier nicht verwendet.`,
  in_group: () => 'Sie wurde in einer Gruppe geschrieben. Gruppen werden von hier aus nicht beantwortet.',
  from_own_number: () => 'Sie kommt von der Nummer dieses Kanals selbst.',
  chat_opened: () => 'Der Kunde hat den Chat geöffnet und noch nichts geschrieben.',
  call: ({ event }) => `Ein Anruf (${event}). Anrufe werden hier nicht angenommen.`,
  call_permission: ({ answer }) => `Der Kunde wurde gefragt, ob wir anrufen dürfen: ${answer}.`,
  security_code: () =>
    'Der Sicherheitscode des Kunden hat sich geändert: WhatsApp wurde auf einem Gerät neu eingerichtet.',
  system: ({ type }) => `Ein Hinweis von WhatsApp selbst (${type}).`,
  earlier_message: () => 'Der Kunde hat sie geschrieben, bevor dieser Kanal verbunden war.',
  history: ({ progress }) => `Frühere Unterhaltungen werden übergeben: ${progress} %.`,
  history_declined: () =>
    'Frühere Unterhaltungen werden nicht geteilt: Das wurde in der WhatsApp-Business-App abgelehnt.',
  app_contacts: () => 'Kontakte der WhatsApp-Business-App. Sie werden nicht übernommen.',
  echo_edited: () => 'Eine mit der WhatsApp-Business-App gesendete Nachricht wurde dort geändert.',
  echo_deleted: () => 'Eine mit der WhatsApp-Business-App gesendete Nachricht wurde dort gelöscht.',
  reported: ({ status }) => `WhatsApp meldet: ${status}.`,

  account_event: ({ event }) => `WhatsApp meldet zum Konto: ${event}.`,
  account_deleted: () => 'Das WhatsApp-Business-Konto wurde gelöscht. Nichts kommt an und nichts geht hinaus.',
  account_restricted: ({ restrictions }) => `WhatsApp hat das Konto eingeschränkt: ${restrictions}.`,
  account_violation: ({ violation }) => `Laut WhatsApp hat das Konto gegen die Regeln verstoßen: ${violation}.`,
  account_disabled: ({ state }) => `WhatsApp hat das Konto gesperrt oder wird es sperren: ${state}.`,
  account_reinstated: () => 'WhatsApp hat die Sperre des Kontos aufgehoben.',
  account_offboarded: () => 'Die Nummer wurde von der WhatsApp-Business-App getrennt.',
  account_reconnected: () => 'Die Nummer ist wieder mit der WhatsApp-Business-App verbunden.',
  account_partner_removed: () => 'Das Konto wurde von der App getrennt, die hier sendet und empfängt.',
  account_error: ({ code, title }) => `WhatsApp meldet einen Fehler (${code}): ${title}.`,
  number_quality: ({ event }) => `Die Qualität oder das Limit der Nummer hat sich geändert: ${event}.`,

  template_status: ({ name, language, status }) => `Die Vorlage ${name} (${language}) ist jetzt ${status}.`,
  template_because: ({ reason }) => `WhatsApp nennt als Grund: ${reason}`,
  template_quality: ({ name, language, quality }) =>
    `Die Qualität der Vorlage ${name} (${language}) ist jetzt ${quality}.`,
  template_category: ({ name, language, category }) =>
    `Die Kategorie der Vorlage ${name} (${language}) ist jetzt ${category}.`,
  template_components: ({ name, language }) => `Der Text der Vorlage ${name} (${language}) hat sich geändert.`,

  failed: ({ code, said }) => `WhatsApp hat sie nicht angenommen (${code}): ${said}`,
  window_closed: () =>
    'Die letzte Nachricht des Kunden ist mehr als 24 Stunden alt. WhatsApp nimmt eine solche Antwort nur innerhalb von 24 Stunden danach an.',
  never_wrote: () =>
    'Der Kunde hat hier noch nicht geschrieben. WhatsApp nimmt eine solche Antwort nur innerhalb von 24 Stunden nach einer Nachricht von ihm an.',
  window_open: () => 'WhatsApp nimmt Antworten bis 24 Stunden nach der letzten Nachricht des Kunden an.',
  undeliverable: () =>
    'WhatsApp kann sie nicht zustellen: Die Nummer ist nicht bei WhatsApp, die App ist zu alt, oder ihr Inhaber hat den neuen Bedingungen nicht zugestimmt.',
  too_fast_for_one: () => 'Zu viele Nachrichten an diesen Kunden in kurzer Zeit. Es wird erneut versucht.',
  too_fast: () => 'Zu viele Nachrichten gehen gleichzeitig über diese Nummer hinaus. Es wird erneut versucht.',
  held_back: () =>
    'WhatsApp hat sie zurückgehalten: Diese Person bekommt zurzeit zu viele Nachrichten von Unternehmen.',
  experiment: () => 'WhatsApp stellt sie nicht zu: Die Nummer gehört zu einem Versuch von WhatsApp.',
  marketing_stopped: () => 'Der Kunde hat Werbenachrichten dieses Unternehmens abbestellt.',
  spam_limit: () =>
    'WhatsApp begrenzt diese Nummer, weil zu viele Menschen sie blockiert oder ihre Nachrichten gemeldet haben.',
  token_refused: () =>
    'WhatsApp nimmt den Zugriffstoken nicht an. Erstellen Sie einen neuen, und speichern Sie ihn beim Kanal.',
  not_permitted: ({ said }) => `Der Zugriffstoken darf das nicht, oder das Konto ist gesperrt. WhatsApp sagt: ${said}`,
  payment: () =>
    'Mit der Bezahlung des WhatsApp-Business-Kontos stimmt etwas nicht. Bis das gelöst ist, geht nichts hinaus.',
  not_registered: () => 'Die Nummer ist nicht für die Cloud API registriert.',
  not_a_test_number: () => 'Eine Testnummer schreibt nur an Nummern, die bei Meta in ihre Liste eingetragen sind.',
  needs_phone: () =>
    'Eine Nachricht dieser Art braucht die Telefonnummer des Kunden, und WhatsApp zeigt sie uns nicht.',
  file_refused: ({ name, said }) => `WhatsApp hat die Datei ${name} nicht angenommen: ${said}`,
  file_too_large: ({ name, maxMiB }) =>
    `Die Datei ${name} ist größer als die ${maxMiB} MiB, die WhatsApp annimmt. Nichts wurde gesendet.`,
  empty: () => 'Darin ist nichts, was WhatsApp überbringen könnte.',
  unavailable: () => 'WhatsApp ist zurzeit nicht erreichbar. Es wird erneut versucht.',
  odd_answer: () => 'WhatsApp hat in einer Form geantwortet, die hier nicht bekannt ist.',
  media_gone: () => 'WhatsApp hat die Datei nicht mehr.',

  set_up_url: () =>
    'Öffnen Sie bei Meta die App, dann WhatsApp, Konfiguration, Webhook, und fügen Sie diese Adresse als Callback-URL ein.',
  set_up_token: () => 'Geben Sie den Bestätigungstoken an, den Sie hier gewählt haben, und lassen Sie Meta ihn prüfen.',
  set_up_fields: () =>
    'Abonnieren Sie „messages“, und was Sie sonst nutzen: das Konto, Vorlagen, „user_preferences“, „user_id_update“.',
  set_up_test: () => 'Testen Sie den Kanal hier, und schreiben Sie dann von einem eigenen Telefon an die Nummer.',

  step_number: () => 'Telefonnummer',
  number_is: ({ number, name }) => `${number} (${name}) antwortet auf den Zugriffstoken.`,
}
