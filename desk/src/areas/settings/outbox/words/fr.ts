import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  outbox: {
    title: 'Boîte d’envoi',
    more: 'Aucun serveur d’envoi n’est configuré : les e-mails sont conservés ici pour être lus au lieu de partir. Définissez SMTP_URL, ou un serveur sur le canal, pour les envoyer.',
    none: 'La boîte d’envoi est vide',
    noneMore: 'Les e-mails sont conservés ici tant qu’aucun serveur d’envoi n’est configuré.',
    to: (names) => `à ${names}`,
    show: 'Afficher',
    hide: 'Masquer',
  },
}
