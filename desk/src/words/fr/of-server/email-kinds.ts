import type { emailKindWords } from '@throughline/protocol/email/kind-words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const emailKinds: Translated<typeof emailKindWords> = {
  complaint: () => 'C’est un signalement d’un e-mail marqué comme indésirable.',
  delayed: () => 'Il avertit qu’un e-mail est retardé.',
  undelivered: () => 'Il signale qu’un e-mail n’a pas pu être remis.',
  no_return_path: () => 'Il est arrivé sans adresse de retour.',
  human: () => 'Rien n’indique qu’une machine ou une liste l’ait envoyé.',
  passed_on: () => 'Un programme l’a envoyé, peut-être pour une personne.',
  list_notice: () => 'Le programme d’une liste de diffusion l’a écrit.',
  list: () => 'Il est passé par une liste de diffusion.',
  precedence_list: () => 'Son champ Precedence indique qu’il est passé par une liste.',
  precedence_bulk: () => 'Son champ Precedence indique un envoi en masse.',
  unsubscription: () => 'Il propose un désabonnement en un clic, comme seuls les envois en masse.',
  auto_submitted: ({ value }) => `Son champ Auto-Submitted indique ${value}.`,
  read_receipt: () => 'C’est la confirmation qu’un e-mail a été lu ou supprimé.',
  report: () => 'C’est le rapport d’une machine.',
  mailbox_rule: () => 'Une règle de la boîte de l’expéditeur l’a envoyé.',
  carries_field: ({ field }) => `Il porte le champ ${field}.`,
  precedence_automatic: () => 'Son champ Precedence indique une réponse automatique.',
  vacation_program: () => 'Un programme d’absence l’a envoyé.',
  autoresponder: () => 'Sa classe de message indique un répondeur automatique.',
  subject_and_header: () => 'Son objet est celui d’une réponse automatique, et son en-tête le confirme.',
  own_mail: () => 'Notre propre e-mail nous est revenu.',
  too_large: ({ mb }) => `L’e-mail dépasse ${mb} Mo.`,
  empty: () => 'L’e-mail est vide.',
  unreadable: () => 'L’e-mail n’a pas pu être lu.',
}
