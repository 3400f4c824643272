import type { issueWords } from '@throughline/protocol/issues/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const issues: Translated<typeof issueWords> = {
  no_such_issue: () => 'Cette demande n’existe pas, ou vous ne pouvez pas la voir.',
  not_of_customer: () => 'Ce client n’a pas cette demande.',
  no_such_other: () => 'La demande à regrouper n’existe pas.',
  on_it_already: () => 'L’entrée est déjà dans cette demande.',
  target_was_merged: () => 'Cette demande a été regroupée avec une autre.',
  was_merged: () => 'La demande a été regroupée avec une autre. Modifiez celle-là.',
  write_in_other: () => 'Cette demande a été regroupée avec une autre. Écrivez dans celle-là.',
  no_such_assignee: () => 'La personne à qui l’attribuer n’existe pas.',
  merge_into_trash: () => 'Cette demande est dans la corbeille et l’autre non. Restaurez-la d’abord.',
  merge_into_spam: () => 'Cette demande est marquée comme spam et l’autre non. Dites d’abord que ce n’est pas du spam.',
  merge_with_itself: () => 'Une demande ne peut pas être regroupée avec elle-même.',
  merged_already: () => 'Cette demande est déjà regroupée.',
  two_customers: () =>
    'Les demandes appartiennent à deux clients. S’il s’agit d’une seule personne, fusionnez d’abord les clients.',
  too_many_views: ({ max }) => `Vous avez ${max} vues. Supprimez d’abord celle qui ne vous sert pas.`,
  no_such_view: () => 'Cette vue n’existe pas.',
  view_of_another: () =>
    'Une vue partagée ne peut être modifiée que par la personne qui l’a créée ou qui gère l’équipe.',
  own_views_only: () => 'Votre rôle (sans issues.write) ne crée des vues que pour vous-même.',
  no_such_status: ({ status, statuses }) => `« ${status} » n’est pas un état. Il y a ${statuses.join(', ')} et active.`,
  no_such_priority: ({ priorities }) => `Les priorités sont ${priorities.join(', ')}.`,
  not_in_trash: () => 'La demande n’est pas dans la corbeille.',
  no_spam: () => 'La demande n’est pas marquée comme spam.',
  resolved_already: () => 'Cette demande est déjà fermée.',
  open_already: () => 'Cette demande est déjà ouverte.',
  resolved_cannot_snooze: () => 'La demande est fermée. Rouvrez-la pour la mettre en veille.',
  handover_says_nothing: () => 'Dites ce que la personne suivante doit savoir.',
  no_such_recipient: () => 'Personne ici ne peut recevoir la demande sous cet identifiant.',
  no_such_handover: () => 'Cette transmission n’existe pas.',
  handed_to_others: ({ to }) => `La demande a été transmise à ${to}, qui confirme la prise en charge.`,
  handed_to_team: ({ team }) =>
    `La demande a été transmise à l’équipe ${team}. Un membre de cette équipe confirme la prise en charge.`,
  taken_already: ({ name }) => `${name} l’a déjà prise en charge.`,
  handed_on: () => 'Entre-temps, la demande est passée à quelqu’un d’autre.',
  tokens_read_nothing: () => 'Un jeton n’est pas une personne : rien n’est lu ni non lu pour lui.',
  tokens_follow_nothing: () =>
    'Un jeton n’est pas une personne : il ne suit rien. Le flux des changements lui dit tout.',
  too_many_followers: ({ max }) => `${max} personnes suivent déjà cette demande.`,
  wake_in_the_past: () => 'La fin de la mise en veille doit être dans le futur.',
}
