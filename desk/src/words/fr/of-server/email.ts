import type { emailWords } from '@throughline/protocol/email/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const email: Translated<typeof emailWords> = {
  step_address: () => 'Adresse',
  step_receiving: () => 'Réception',
  step_mailbox: () => 'Boîte',
  step_folder: () => 'Dossier',
  step_sending: () => 'Envoi',
  no_password: ({ user, host }) => `Il manque le mot de passe de ${user} chez ${host} : saisissez-le de nouveau.`,
  unencrypted_refused: ({ host }) =>
    `${host} n’est pas cette machine, et aucun mot de passe n’y est envoyé sans chiffrement.`,
  unencrypted: ({ host }) =>
    `Le mot de passe est envoyé à ${host} sans chiffrement : il peut être lu sur tout le trajet.`,
  connecting: ({ host }) => `Connexion à ${host}.`,
  reading: ({ folder }) => `Lecture de ${folder}.`,
  watching: ({ folder }) => `Surveillance de ${folder}.`,
  numbered_anew: () => 'Le serveur l’a renuméroté, il est donc relu ; ce qui est connu est ignoré.',
  trying_again: ({ seconds }) => `Nouvel essai dans ${seconds} s.`,
  listening: ({ port }) => `Les e-mails sont reçus sur le port ${port}.`,
  no_way_in: () => 'Aucune boîte n’est surveillée, et la réception des e-mails est désactivée.',
  nothing_comes_in: () => 'Aucune boîte n’est surveillée, et la réception des e-mails est désactivée : rien n’arrive.',
  only_own_mail: () =>
    'Aucune adresse n’est définie : seuls les e-mails de cette machine à son propre nom sont reçus. Définissez l’adresse.',
  nothing_can_leave: () => 'Aucune adresse n’est définie : rien ne peut partir d’ici.',
  leaves_from_asked: () => 'Les e-mails partent de l’adresse acceptée à laquelle le client a écrit.',
  leaves_from: ({ address }) => `Les e-mails partent de ${address}.`,
  answers_to_signed: () => 'Les réponses reviennent à des adresses signées dérivées de celle-ci.',
  own_name_only: () => 'Seuls les e-mails de cette machine à son propre nom sont reçus, comme support@localhost.',
  taken_in_for: ({ addresses }) => `Les e-mails à ${addresses.join(', ')} sont reçus par SMTP.`,
  signed_in: ({ host, user }) => `Connecté à ${host} en tant que ${user}.`,
  folder_holds: ({ folder, count }) => `${folder} contient ${count} e-mails.`,
  new_mail_announced: () => 'Les nouveaux sont annoncés aussitôt.',
  new_mail_looked_for: () => 'Les nouveaux sont recherchés régulièrement.',
  kept_in_outbox: () => 'Il n’y a pas de serveur d’envoi : les e-mails sont conservés dans la boîte d’envoi intégrée.',
  leaves_by_installation: () => 'Les e-mails partent par le serveur de l’installation.',
  leaves_by: ({ server }) => `Les e-mails partent par ${server}.`,
}
