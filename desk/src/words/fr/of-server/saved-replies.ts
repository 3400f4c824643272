import type { savedReplyWords } from '@throughline/protocol/saved-replies/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const savedReplies: Translated<typeof savedReplyWords> = {
  no_such_reply: () => 'Cette réponse enregistrée n’existe pas.',
  only_for_everybody: () =>
    'Un jeton n’est pas une personne : il ne peut enregistrer des réponses que pour tout le monde.',
  needs_permission: () =>
    'Les réponses pour tout le monde demandent l’autorisation replies.manage. Vous pouvez en enregistrer une pour vous.',
  name_taken: () => 'Une réponse enregistrée porte déjà ce nom. Choisissez-en un autre.',
}
