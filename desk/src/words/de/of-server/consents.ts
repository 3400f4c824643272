import type { consentWords } from '@throughline/protocol/consents/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const consents: Translated<typeof consentWords> = {
  asked_for_no_more: () => 'Der Kunde möchte keine Nachrichten mehr.',
  not_sent: () => 'Nicht gesendet: Der Kunde möchte keine Nachrichten mehr.',
  proactive_withdrawn: () => 'Der Kunde möchte keine Neuigkeiten und Angebote.',
  proactive_unsaid: () => 'Der Kunde hat Neuigkeiten und Angeboten nicht zugestimmt.',
  copy_to_withdrawn: ({ address }) => `${address} möchte keine Nachrichten mehr. Es wurde nichts gesendet.`,
  only_claimed: () =>
    'Niemand hat nachgewiesen, dass die Adresse ihm gehört. Für ihren Inhaber wurde deshalb nichts geändert.',
  in_the_future: () => 'Was gesagt wurde, liegt in der Vergangenheit. Es wurde nichts festgehalten.',
}
