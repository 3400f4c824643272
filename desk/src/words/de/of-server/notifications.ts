import type { notificationWords } from '@throughline/protocol/notifications/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const notifications: Translated<typeof notificationWords> = {
  no_mail: () => 'Kein Kanal kann Mails senden. Mitteilungen bleiben deshalb im Desk.',
  people_only: () => 'Nur Menschen haben ein Postfach. Ein Token bekommt keine Mails.',
  asked_just_now: () =>
    'Gerade eben wurde eine Mail gesendet. Warten Sie eine Minute und versuchen Sie es noch einmal.',
  own_address: () => 'Diese Adresse gehört einem unserer Kanäle. Was dorthin geht, kommt in den Eingang zurück.',
  link_over: () => 'Dieser Link gilt nicht mehr oder ist für jemand anderen. Fordern Sie eine neue Mail an.',
  given_up: () => 'Es wurde einen Tag lang versucht.',
}
