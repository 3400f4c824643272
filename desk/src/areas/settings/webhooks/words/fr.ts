import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  webhooks: {
    title: 'Webhooks',
    more: 'Informent vos programmes de ce qui se passe : signés, renvoyés en cas d’échec, et rejouables.',
    add: 'Ajouter un webhook',
    none: 'Pas encore de webhook',
    noneMore: 'Ajoutez une URL, et chaque événement y sera envoyé.',
    url: 'URL',
    events: 'Événements',
    eventsMore: 'Vide : tous.',
    enabled: 'Activé',
    secret: 'Secret de signature',
    secretMore:
      'Copiez-le maintenant : il ne sera plus affiché. Les bibliothèques Standard Webhooks s’en servent pour vérifier les signatures.',
    deliveries: 'Envois',
    noDeliveries: 'Rien n’a encore été envoyé',
    noDeliveriesMore: 'Le prochain événement s’affichera ici.',
    state: { pending: 'En attente', delivered: 'Remis', failed: 'Échec' },
    attempts: (count) => (count === 1 ? '1 essai' : `${count} essais`),
    nextTry: (when) => `prochain essai ${when}`,
    replay: 'Renvoyer',
    replayed: (count) => (count === 1 ? 'Un envoi est reparti.' : `${count} envois sont repartis.`),
    replaySinceLabel: 'Tout depuis',
    remove: 'Supprimer…',
    removeTitle: (name) => `Supprimer ${name} ?`,
    removeMore: 'Plus rien n’y est envoyé, et ses envois sont oubliés.',
    removed: (name) => `${name} est supprimé.`,
    save: 'Enregistrer',
    saved: 'Enregistré.',
  },
}
