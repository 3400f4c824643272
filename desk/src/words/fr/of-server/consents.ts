import type { consentWords } from '@throughline/protocol/consents/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const consents: Translated<typeof consentWords> = {
  asked_for_no_more: () => 'Le client ne veut plus de messages.',
  not_sent: () => 'Non envoyé : le client ne veut plus de messages.',
  proactive_withdrawn: () => 'Le client ne veut ni nouvelles ni offres.',
  proactive_unsaid: () => 'Le client n’a pas accepté de nouvelles ni d’offres.',
  copy_to_withdrawn: ({ address }) => `${address} ne veut plus de messages. Rien n’a été envoyé.`,
  only_claimed: () => 'Personne n’a prouvé que l’adresse est la sienne : rien n’a été changé pour son propriétaire.',
  in_the_future: () => 'Ce qui a été dit est dans le passé. Rien n’a été enregistré.',
}
