import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  inbound: {
    title: 'Mis de côté',
    more: 'Ce qui est arrivé et n’a rejoint aucun fil : conservé en entier jusqu’à ce que quelqu’un regarde. On peut le relire après une correction.',
    all: 'Tout',
    set_aside: 'Mis de côté',
    failed: 'En échec',
    none: 'Rien n’a été mis de côté',
    noneMore: 'Les retours, les listes et les e-mails illisibles s’affichent ici.',
    replay: 'Relire',
    replayed: {
      accepted: 'Il est maintenant dans son fil.',
      set_aside: 'Il a de nouveau été mis de côté.',
      failed: 'Nouvel échec.',
    },
    kinds: {
      human: 'Message',
      'auto-reply': 'Réponse automatique',
      bounce: 'Retour',
      list: 'Liste',
      complaint: 'Plainte',
    },
    filterLabel: 'Lesquels',
  },
  failedSteps: {
    title: 'Étapes automatiques en échec',
    more: 'Elles sont réessayées d’elles-mêmes pendant deux minutes. Après une correction ou une mise à jour, vous pouvez les faire réessayer une fois de plus. Tout le reste continue.',
    names: {
      notifyStaff: 'Notifier l’équipe',
      queueAcknowledgements: 'Répondre automatiquement',
      scheduleUnseenMails: 'Envoyer par e-mail une réponse non vue dans le chat',
      announceIssuesOfCustomer: 'Afficher la modification d’un client dans la boîte de réception',
      indexWords: 'Rendre les échanges trouvables',
      enqueueWebhooks: 'Notifier les webhooks',
      'issue.snooze_ends': 'Faire revenir une demande en veille',
      'chat.unseen': 'Envoyer par e-mail une réponse non vue dans le chat',
    },
    tries: (count) => (count === 1 ? 'un échec' : `${count} échecs`),
    customer: 'Client',
    waiting: 'Sera réessayée',
    retry: 'Réessayer',
    retried: 'Nouvel essai en cours. S’il réussit, l’étape disparaît de cette liste.',
    dismiss: 'Abandonner…',
    dismissTitle: 'Abandonner cette étape ?',
    dismissMore: 'Elle ne sera jamais exécutée. Le journal d’audit garde qui l’a abandonnée.',
    dismissSubmit: 'Abandonner',
    dismissed: 'L’étape est abandonnée.',
  },
}
