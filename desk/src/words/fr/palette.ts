import type { palette as english } from '../en/palette.ts'
import type { Spoken } from '../spoken.ts'

export const palette: Spoken<typeof english> = {
  palette: {
    title: 'Rechercher ou agir',
    label: 'Tout rechercher, tout faire',
    placeholder: 'Personnes, demandes, mots, pages, actions…',
    open: 'Rechercher',
    none: (typed) => `Rien ne correspond à « ${typed} ». Essayez un nom, une adresse, un numéro ou un mot.`,
    allWords: (typed) => `Tous les résultats pour « ${typed} »`,
    searching: 'Recherche…',
    groups: {
      issue: 'Cette demande',
      issues: 'Demandes',
      customers: 'Clients',
      words: 'Dans les échanges',
      views: 'Vues',
      go: 'Aller à',
      you: 'Bureau',
    },
    assignTo: (name) => `Attribuer à ${name}`,
    unassign: 'Retirer l’attribution',
    resolve: 'résoudre terminer',
    languageIn: { en: 'anglais', de: 'allemand', fr: 'français' },
  },
}
