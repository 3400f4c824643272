import type { notifications as english } from '../en/notifications.ts'
import type { Spoken } from '../spoken.ts'

const fromAddresses = (addresses: number) => (addresses === 1 ? 'une adresse' : `${addresses} adresses`)

export const notifications: Spoken<typeof english> = {
  notifications: {
    title: 'Notifications',
    unread: (count) => (count === 1 ? '1 non lue' : `${count} non lues`),
    none: 'Pas encore de notification',
    noneMore:
      'Quand une demande vous est attribuée, qu’un collègue vous mentionne ou que votre client répond, cela s’affiche ici.',
    readAll: 'Tout marquer comme lu',
    settings: 'Ce qui vous est notifié',
    isUnread: 'non lue',
    somebody: 'Quelqu’un',
    sentences: {
      assigned: (by) => `${by} vous l’a attribuée`,
      mentioned: (by) => `${by} vous a mentionné dans une note`,
      answered: (_by, count) => (count === 1 ? 'Le client a écrit' : `Le client a écrit ${count} fois`),
      handed_over: (by) => `${by} vous l’a transmise`,
      handover_acknowledged: (by) => `${by} l’a prise en charge`,
      snooze_ended: () => 'Sa mise en veille est terminée',
      not_delivered: (_by: string) => 'Une réponse n’est pas arrivée',
      followed: (by, count) =>
        count === 1
          ? `Du nouveau de ${by} sur une demande que vous suivez`
          : `${count} nouveautés sur une demande que vous suivez`,
      not_sent: (_by) => 'Une réponse que vous aviez programmée n’a pas été envoyée',
      answered_elsewhere: (_by: string) => 'Quelqu’un d’autre a répondu à un e-mail de la demande',
      forward_answered: (by) => `${by} a répondu à ce qui avait été transféré`,
    },
    attacks: {
      account_attacked: {
        title: 'Votre compte',
        sentence: ({ since, addresses }) =>
          `De nombreuses connexions à votre compte ont échoué depuis ${since}, depuis ${fromAddresses(addresses)}. Si ce n’était pas vous, changez de mot de passe et activez l’authentification à deux facteurs.`,
      },
      sign_in_attacked: {
        title: 'Connexion',
        sentence: ({ since, count, addresses }) =>
          `${count} connexions ont échoué depuis ${since}, depuis ${fromAddresses(addresses)}. Le journal d’audit contient les détails.`,
      },
      channel_flooded: {
        title: 'Chat',
        sentence: ({ since }) =>
          `Afflux anormal de visiteurs depuis ${since} : une partie est refusée. La page du canal indique d’où cela vient.`,
      },
    },
    kinds: {
      assigned: 'Une demande m’est attribuée',
      mentioned: 'Quelqu’un me mentionne dans une note',
      answered: 'Un client écrit dans l’une de mes demandes',
      handed_over: 'Une demande m’est transmise, ou à mon équipe',
      handover_acknowledged: 'Quelqu’un prend en charge ce que j’ai transmis',
      snooze_ended: 'La mise en veille d’une de mes demandes se termine',
      not_delivered: 'Une réponse à une demande de moi ou de mon équipe n’arrive pas',
      followed: 'Il se passe quelque chose sur une demande que je suis',
      not_sent: 'Une réponse que j’ai programmée est retenue',
      answered_elsewhere: 'Quelqu’un d’autre répond à un e-mail d’une demande de moi ou de mon équipe',
      forward_answered: 'Quelqu’un répond à ce que j’ai transféré, ou à ce qui l’a été depuis l’une de mes demandes',
      account_attacked: 'De nombreuses connexions à mon compte échouent',
      sign_in_attacked: 'De nombreuses connexions à un compte ou depuis une adresse échouent',
      channel_flooded: 'Un chat reçoit un afflux anormal de visiteurs',
    },
    followWhen: {
      title: 'Suivre une demande d’office',
      mentioned: 'Quand un collègue me nomme dans une note',
      answered: 'Quand je réponds à un client',
    },
    browser: 'Aussi en dehors de cet onglet',
    browserMore: 'Une notification de votre système, sur cet appareil, quand vous regardez autre chose.',
    browserAllow: 'Autoriser',
    browserOn: 'Autorisé sur cet appareil.',
    browserDenied:
      'Ce navigateur a été réglé pour n’en afficher aucune. Ses paramètres pour cette page permettent de le changer.',
  },
}
