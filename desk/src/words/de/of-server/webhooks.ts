import type { webhookWords } from '@throughline/protocol/webhooks/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const webhooks: Translated<typeof webhookWords> = {
  no_such_webhook: () => 'Diesen Webhook gibt es nicht.',
  since_or_delivery: () => 'Geben Sie entweder `since` oder `deliveryId` an: ab wann oder welche Zustellung.',
  receiver_gone: () => 'Der Empfänger antwortete, dass es ihn nicht mehr gibt (410).',
  answered_with: ({ status }) => `Der Empfänger antwortete mit ${status}.`,
  answered_redirect: ({ status }) =>
    `Der Empfänger antwortete mit ${status}, einer Weiterleitung, der nicht gefolgt wird.`,
  no_such_delivery: () => 'Dieser Webhook hat keine solche Zustellung. Alte werden nach einiger Zeit entfernt.',
}
