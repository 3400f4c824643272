import { defineWords } from '../words.ts'

export const webhookWords = defineWords('webhooks', {
  no_such_webhook: () => 'There is no such webhook.',
  since_or_delivery: () => 'Give either `since` or `deliveryId`: from when on, or which delivery.',
  receiver_gone: () => 'The receiver answered that it is gone (410).',
  answered_with: ({ status }: { status: number }) => `The receiver answered with ${status}.`,
  answered_redirect: ({ status }: { status: number }) =>
    `The receiver answered with ${status}, a redirect, which is not followed.`,
  no_such_delivery: () => 'This webhook has no such delivery. Old ones are removed after a while.',
})
