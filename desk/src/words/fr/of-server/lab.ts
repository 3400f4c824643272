import type { labWords } from '@throughline/protocol/lab/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const lab: Translated<typeof labWords> = {
  switched_off: () => 'Le laboratoire des canaux est désactivé ici. Le serveur peut être démarré avec LAB=on.',
  other_name: () => 'Le laboratoire des canaux ne répond qu’à l’adresse de ce serveur.',
  no_such_mail: () => 'L’e-mail auquel vous répondez n’est pas dans cette boîte.',
  no_such_file: () => 'L’e-mail n’a pas ce fichier.',
  no_shop_secret: () => 'La boutique n’a pas encore de secret et ne peut donc se porter garante de personne.',
  no_shop_account: () => 'Personne de ce nom n’a de compte dans la boutique.',
}
