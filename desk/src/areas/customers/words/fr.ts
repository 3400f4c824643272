import type { Spoken } from '../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  customers: {
    title: 'Clients',
    pageTitle: 'Clients · Throughline',
    search: 'Nom, adresse ou numéro de commande',
    searchLabel: 'Rechercher des clients',
    add: 'Ajouter un client',
    addTitle: 'Ajouter un client',
    none: 'Pas encore de client',
    noneMore: 'Toute personne qui écrit en devient un. Vous pouvez aussi en ajouter.',
    noMatch: (query) => `Aucun résultat pour « ${query} »`,
    noMatchMore: 'Essayez une partie du nom, ou une adresse complète.',
    choose: 'Choisissez un client',
    chooseMore: 'Tout son fil s’ouvre ici, sur tous les canaux.',
    listLabel: 'Clients',
    added: (when) => `depuis ${when}`,
    since: (date) => `Client depuis le ${date}`,
    which: 'Quels clients',
    all: 'Tous',
    blocked: 'Bloqués',
    noneBlocked: 'Personne n’est bloqué',
    noneBlockedMore: 'On bloque quelqu’un depuis le menu à côté de son nom.',
    clearSearch: 'Effacer la recherche',
    noAddress: 'Pas d’adresse',
    created: 'Client ajouté.',
    shortcuts: { all: 'Aller aux clients', search: 'Rechercher des clients' },
  },
}
