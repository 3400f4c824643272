import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  blocked: {
    title: 'Expéditeurs bloqués',
    more: 'Ce qu’ils envoient est gardé en quarantaine avec le motif, et rien ne leur est envoyé.',
    add: 'Bloquer un domaine',
    search: 'Chercher un expéditeur bloqué',
    kindLabel: 'Ce qui est bloqué',
    kinds: { domain: 'Domaines', address: 'Adresses', person: 'Personnes' },
    none: {
      domain: 'Aucun domaine n’est bloqué',
      address: 'Aucune adresse seule n’est bloquée',
      person: 'Personne n’est bloqué',
    },
    noneMore: {
      domain: 'Pour la publicité qui vient chaque jour d’une nouvelle adresse.',
      address: 'Une adresse se bloque dans son menu, sur le profil, ou en marquant comme spam.',
      person: 'Une personne se bloque sur tous les canaux dans le menu à côté de son nom.',
    },
    noneFound: 'Aucun expéditeur bloqué ne correspond',
    by: (name, at) => `Bloqué par ${name}, ${at}`,
    unknown: 'Bloqué avant que ce soit noté',
    unblock: 'Débloquer',
    unblockOne: (name) => `Débloquer ${name}`,
    unblocked: (name) => `${name} est débloqué.`,
    dialog: {
      domain: 'Domaine',
      domainMore: 'Les adresses au-dessous, comme @mail.example.com, sont bloquées aussi.',
      reason: 'Pourquoi',
      hits: (count, isCapped) =>
        count === 0
          ? 'Aucun client n’y a d’adresse.'
          : count === 1
            ? 'Un client y a une adresse et sera bloqué par mail, lui aussi.'
            : `${count}${isCapped ? ' clients ou plus' : ' clients'} y ont une adresse et seront bloqués par mail, eux aussi.`,
      already: 'Il est déjà bloqué. Le motif sera remplacé, ou cette partie d’un domaine bloqué sera listée à part.',
      submit: 'Bloquer le domaine',
      done: (domain) => `${domain} est bloqué.`,
    },
  },
}
