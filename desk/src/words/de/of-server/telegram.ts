import type { telegramWords } from '@throughline/protocol/telegram/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const telegram: Translated<typeof telegramWords> = {
  ask_botfather: () =>
    'Schreiben Sie in Telegram /newbot an @BotFather und speichern Sie hier das Token, mit dem er antwortet.',
  webhook_is_set: ({ origin }) =>
    `Der Webhook wird von selbst eingerichtet. Telegram muss ${origin} von außen per https erreichen.`,
  wrong_secret: () => 'Es trägt das Geheimnis nicht, das mit Telegram vereinbart ist.',
  no_update: () => 'Es ist kein Update der Bot-API.',
  group_chat: ({ chat }) =>
    `Es wurde in der Gruppe „${chat}“ geschrieben, wo andere mitlesen. Beantwortet werden nur private Chats.`,
  channel_post: ({ chat }) =>
    `Es ist ein Beitrag im Kanal „${chat}“ und keine Nachricht an Sie. Beantwortet werden nur private Chats.`,
  service_message: ({ what }) => `Telegram hat etwas zum Chat vermerkt (${what}). Geschrieben wurde nichts.`,
  chat_started: () => 'Jemand hat den Chat mit dem Bot geöffnet und noch nichts geschrieben.',
  other_update: ({ what }) => `Telegram hat etwas gemeldet, das hier nicht gebraucht wird (${what}).`,
  own_message: () => 'Der Bot selbst hat es gesendet.',
  own_edit: () => 'Eine Nachricht, die vom Geschäftskonto selbst kam, wurde dort bearbeitet.',
  custom_reaction: () => 'Der Kunde hat mit einem eigenen Emoji reagiert, das nur Telegram zeigen kann.',
  business_connected: ({ name }) => `Der Bot antwortet für das Geschäftskonto von ${name}.`,
  business_cannot_reply: ({ name }) =>
    `Der Bot liest, was an das Geschäftskonto von ${name} geschrieben wird, und darf nicht antworten. Erlauben Sie es in den Einstellungen dieses Kontos.`,
  business_disconnected: ({ name }) => `Das Geschäftskonto von ${name} hat die Verbindung zum Bot getrennt.`,
  may_not_reply: () =>
    'Das Geschäftskonto, an das der Kunde geschrieben hat, lässt den Bot nicht antworten. Erlauben Sie es in den Einstellungen dieses Kontos, und senden Sie noch einmal.',
  token_refused: () =>
    'Telegram nimmt den Token des Bots nicht an. Holen Sie ihn bei @BotFather, und speichern Sie ihn hier.',
  busy: ({ status }) => `Telegram hat eine Störung (${status}).`,
  wait: ({ seconds }) => `Telegram bittet, ${seconds} Sekunden zu warten.`,
  blocked_by_customer: () => 'Der Kunde hat den Bot blockiert.',
  account_deleted: () => 'Das Telegram-Konto des Kunden wurde gelöscht.',
  no_such_chat: () => 'Der Bot hat keinen Chat mit diesem Kunden.',
  never_wrote: () => 'Ein Bot kann kein Gespräch beginnen: Der Kunde muss ihm zuerst schreiben.',
  refused: ({ said }) => `Telegram hat es nicht angenommen: „${said}“`,
  too_long: ({ max }) => `Eine Nachricht bei Telegram darf ${max} Zeichen haben.`,
  file_too_large: ({ name }) => `„${name}“ ist größer als die 50 MB, die ein Bot senden darf.`,
  too_big_to_fetch: () => 'Die Datei ist größer als die 20 MB, die Telegram an Bots herausgibt.',
  step_bot: () => 'Bot',
  step_webhook: () => 'Webhook',
  bot_is: ({ name, username }) => `Der Token gehört zu ${name} (@${username}).`,
  webhook_set: ({ url }) => `Telegram liefert an ${url}.`,
  webhook_elsewhere: ({ host }) =>
    `Telegram liefert an einen anderen Server (${host}). Testen Sie den Kanal, um den Bot zurückzuholen.`,
  webhook_failing: ({ said, count }) => `Telegram kann nicht liefern: „${said}“ Wartende Updates: ${count}.`,
}
