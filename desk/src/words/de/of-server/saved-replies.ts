import type { savedReplyWords } from '@throughline/protocol/saved-replies/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const savedReplies: Translated<typeof savedReplyWords> = {
  no_such_reply: () => 'Diesen Textbaustein gibt es nicht.',
  only_for_everybody: () => 'Ein Token ist keine Person: Er kann Textbausteine nur für alle anlegen.',
  needs_permission: () =>
    'Textbausteine für alle brauchen die Berechtigung replies.manage. Für sich selbst können Sie einen anlegen.',
  name_taken: () => 'Einen Textbaustein dieses Namens gibt es schon. Wählen Sie einen anderen Namen.',
}
