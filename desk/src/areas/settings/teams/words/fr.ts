import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  teams: {
    title: 'Équipes',
    more: 'Les personnes qui répondent aux mêmes sujets. Une demande peut être attribuée à une équipe.',
    add: 'Ajouter une équipe',
    none: 'Pas encore d’équipe',
    noneMore: 'Avec des équipes, une demande peut être transmise à la première personne disponible.',
    name: 'Nom',
    members: 'Membres',
    membersPlaceholder: 'Choisir des personnes',
    count: (count) => (count === 1 ? '1 personne' : `${count} personnes`),
    edit: (name) => `Modifier ${name}`,
    editTitle: 'Modifier l’équipe',
    saved: (name) => `${name} est enregistrée.`,
    menu: (name) => `Actions pour ${name}`,
    remove: 'Supprimer…',
    removeTitle: (name) => `Supprimer ${name} ?`,
    removeMore:
      'Ses membres restent, et ses demandes restent à leurs responsables. Elles n’ont simplement plus d’équipe.',
    removeSubmit: 'Supprimer',
    removed: (name) => `${name} est supprimée.`,
  },
}
