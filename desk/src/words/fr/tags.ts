import type { tags as english } from '../en/tags.ts'
import type { Spoken } from '../spoken.ts'

export const tags: Spoken<typeof english> = {
  tags: {
    title: 'Étiquettes',
    ofIssue: (number) => `Étiquettes de la demande nº ${number}`,
    ofIssues: (count) => `Étiquettes de ${count} demandes`,
    find: 'Chercher une étiquette',
    create: (name) => `Créer « ${name} »`,
    none: 'Il n’y a pas encore d’étiquettes. Tapez un nom.',
    noMatch: (typed) => `Aucune étiquette ne s’appelle « ${typed} ».`,
    change: (names) => (names.length === 0 ? 'Ajouter des étiquettes' : `Étiquettes : ${names.join(', ')}`),
    others: (count) => (count === 1 ? 'une autre étiquette' : `${count} autres étiquettes`),
    changed: (count) =>
      count === 1 ? 'Les étiquettes sont modifiées.' : `Les étiquettes de ${count} demandes sont modifiées.`,
    gone: 'Une étiquette supprimée',
  },
}
