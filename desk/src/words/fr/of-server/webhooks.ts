import type { webhookWords } from '@throughline/protocol/webhooks/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const webhooks: Translated<typeof webhookWords> = {
  no_such_webhook: () => 'Ce webhook n’existe pas.',
  since_or_delivery: () => 'Indiquez soit `since`, soit `deliveryId` : à partir de quand, ou quel envoi.',
  receiver_gone: () => 'Le destinataire a répondu qu’il n’existe plus (410).',
  answered_with: ({ status }) => `Le destinataire a répondu ${status}.`,
  answered_redirect: ({ status }) => `Le destinataire a répondu ${status}, une redirection, qui n’est pas suivie.`,
  no_such_delivery: () => 'Ce webhook n’a pas cet envoi. Les anciens sont supprimés après un certain temps.',
}
