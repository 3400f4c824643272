import type { Spoken } from '../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  inbox: {
    title: 'Boîte de réception',
    pageTitle: (count) =>
      count > 0 ? `(${count}) Boîte de réception · Throughline` : 'Boîte de réception · Throughline',
    queues: { mine: 'Les miennes', unassigned: 'Non attribuées', all: 'Toutes' },
    queuesLabel: 'Files',
    listLabel: 'Demandes',
    show: 'Afficher',
    active: 'Actives',
    newestFirst: 'Plus récentes',
    oldestFirst: 'Plus anciennes',
    views: {
      choose: 'Choisir ce qui est affiché',
      everybody: 'Pour tout le monde',
      own: 'Les vôtres',
      save: 'Enregistrer comme vue…',
      saveTitle: 'Enregistrer comme vue',
      shared: 'Visible par tout le monde',
      sharedMore: 'Dans une vue partagée, « Les miennes » désigne celles de la personne qui regarde.',
      replace: 'Remplacer',
      saved: (name) => `« ${name} » est enregistrée.`,
      menu: (name) => `Actions pour ${name}`,
      edit: 'Modifier ce qu’elle affiche…',
      share: 'Partager avec tout le monde',
      unshare: 'Garder pour moi',
      remove: 'Supprimer',
      removed: (name) => `« ${name} » est supprimée.`,
      gone: 'Cette vue n’est pas ici',
      goneMore: 'La personne qui l’a créée l’a supprimée ou la garde pour elle. Les demandes n’ont pas bougé.',
      showAll: 'Afficher toutes les demandes',
    },
    filter: {
      label: 'Filtrer et trier',
      state: 'État',
      priority: 'Priorité',
      owner: 'Responsable',
      team: 'Équipe',
      channel: 'Canal',
      any: 'Tous',
      tags: 'Étiquettes',
      tagMode: { tagsAny: 'Avec l’une d’elles', tagsAll: 'Avec toutes', tagsNone: 'Avec aucune' },
      followed: 'Suivies par moi',
      unread: 'Non lues seulement',
      order: 'Tri',
      density: 'Densité',
      comfortable: 'Aérée',
      compact: 'Compacte',
      letGo: (what) => `Ne plus filtrer par ${what}`,
    },
    picking: {
      toggle: (name) => `Sélectionner la demande de ${name}`,
      toolbar: 'Avec les demandes sélectionnées',
      count: (count) => (count === 1 ? '1 sélectionnée' : `${count} sélectionnées`),
      all: 'Tout sélectionner dans cette vue',
      none: 'Ne rien sélectionner',
      assign: 'Attribuer',
      snooze: 'Mettre en veille',
      close: 'Fermer',
      closed: (count) => (count === 1 ? 'Une demande est fermée.' : `${count} demandes sont fermées.`),
      snoozed: (count, when) =>
        count === 1
          ? `Une demande est en veille jusqu’à ${when}.`
          : `${count} demandes sont en veille jusqu’à ${when}.`,
      assigned: (count, name) =>
        count === 1 ? `Une demande est attribuée à ${name}.` : `${count} demandes sont attribuées à ${name}.`,
      unassigned: (count) =>
        count === 1 ? 'Une demande est maintenant non attribuée.' : `${count} demandes sont maintenant non attribuées.`,
      trash: 'Mettre à la corbeille',
      restore: 'Restaurer',
      trashed: (count) =>
        count === 1 ? 'Une demande est dans la corbeille.' : `${count} demandes sont dans la corbeille.`,
      restored: (count) => (count === 1 ? 'Une demande est restaurée.' : `${count} demandes sont restaurées.`),
      priority: 'Priorité',
      prioritised: (count, priority) =>
        count === 1 ? `Une demande a la priorité ${priority}.` : `${count} demandes ont la priorité ${priority}.`,
      unchanged: 'Elles étaient déjà toutes ainsi.',
      meanwhile: (count) =>
        count === 1
          ? 'Une a été modifiée entre-temps par quelqu’un d’autre.'
          : `${count} ont été modifiées entre-temps par quelqu’un d’autre.`,
      countOfMore: (count) => `${count} sélectionnées, le maximum à la fois`,
      failed: (count, reason) =>
        count === 1
          ? `Une demande est restée inchangée : ${reason}`
          : `${count} sont restées inchangées. La première : ${reason}`,
    },
    waiting: (count) => (count === 1 ? '1 nouvelle' : `${count} nouvelles`),
    empty: {
      mine: 'Rien ne vous attend',
      mineMore: 'Prenez-en une dans Non attribuées.',
      unassigned: 'Tout est attribué',
      unassignedMore: 'Ce qui arrive sans responsable s’affiche ici.',
      all: 'Rien n’est ouvert',
      allMore: 'Quand un client écrit, cela s’affiche ici en moins d’une seconde.',
      snoozed: {
        all: 'Rien n’est en veille',
        mine: 'Aucune de vos demandes n’est en veille',
        unassigned: 'Aucune demande non attribuée n’est en veille',
      },
      resolved: {
        all: 'Rien n’est fermé',
        mine: 'Aucune de vos demandes n’est fermée',
        unassigned: 'Aucune demande non attribuée n’est fermée',
      },
      spam: 'Rien n’est marqué comme indésirable',
      trash: 'La corbeille est vide',
      other: 'Rien ici',
      filtered: 'Rien ne correspond au filtre',
      clear: 'Effacer le filtre',
      connect: 'Connecter un canal',
      connectMore: 'Connectez le premier canal, et ce que vos clients écrivent s’affichera ici.',
    },
    end: 'C’est tout.',
    choose: 'Choisissez une demande',
    chooseMore: 'j et k pour descendre et monter, Entrée pour ouvrir. Appuyez sur ? pour tous les raccourcis.',
    unread: 'non lue',
    waits: (time) => `attend depuis ${time}`,
    draft: 'Brouillon',
    noWords: 'Pas encore de message',
    counted: (count, cappedAt) => (count >= cappedAt ? `${cappedAt}+` : String(count)),
    shortcuts: {
      all: 'Aller à la boîte de réception',
      mine: 'Aller aux miennes',
      unassigned: 'Aller aux non attribuées',
    },
  },
  firstSteps: {
    title: 'Premiers pas',
    done: (done, all) => `${done} sur ${all}`,
    isDone: 'Fait',
    dismiss: 'Masquer cette liste',
    ownMail: {
      more: (address: string) =>
        `Votre e-mail de ${address} est arrivé : la réception fonctionne. Il est en quarantaine, car les collègues ne sont pas des clients. Écrivez encore une fois depuis une autre adresse.`,
      go: 'Quarantaine',
    },
    steps: {
      mail_channel: {
        title: 'Connecter l’e-mail',
        more: 'L’adresse à laquelle vos clients écrivent.',
        go: 'Connecter',
      },
      mail_arrived: {
        title: 'Recevoir le premier e-mail',
        more: 'Écrivez à votre adresse, mais pas depuis celle d’un collègue. Le message s’affiche dans la boîte de réception en moins d’une seconde.',
        go: 'Canaux',
      },
      answered: {
        title: 'Envoyer la première réponse',
        more: 'Ouvrez une demande, appuyez sur r et écrivez.',
        go: 'Boîte de réception',
      },
      teammate: {
        title: 'Ajouter un membre de l’équipe',
        more: 'Il voit les mêmes fils, et vous voyez à quoi il répond.',
        go: 'Ajouter',
      },
      widget: {
        title: 'Installer le chat sur votre site',
        more: 'Deux lignes de HTML dans vos pages. Terminé quand le premier visiteur écrit.',
        go: 'Configurer',
      },
    },
  },
}
