import type { notificationWords } from '@throughline/protocol/notifications/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const notifications: Translated<typeof notificationWords> = {
  no_mail: () => 'Aucun canal ne peut envoyer d’e-mails. Les notifications restent donc dans le desk.',
  people_only: () => 'Seules les personnes ont une boîte aux lettres. Un jeton ne reçoit pas d’e-mails.',
  asked_just_now: () => 'Un e-mail vient d’être envoyé. Attendez une minute, puis réessayez.',
  own_address: () =>
    'Cette adresse appartient à l’un de nos canaux. Ce qui y est envoyé revient dans la boîte de réception.',
  link_over: () => 'Ce lien n’est plus valable ou est destiné à quelqu’un d’autre. Demandez un nouvel e-mail.',
  given_up: () => 'L’envoi a été tenté pendant un jour.',
}
